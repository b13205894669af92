import * as merge from "tailwind-merge";
import { provide } from "./registry";

provide("tailwind-merge", merge);
