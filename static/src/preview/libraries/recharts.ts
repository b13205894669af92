import * as recharts from "recharts";
import { provide } from "./registry";

provide("recharts", recharts);
