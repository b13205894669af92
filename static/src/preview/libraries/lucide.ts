import * as lucide from "lucide-react";
import { provide } from "./registry";

provide("lucide-react", lucide);
