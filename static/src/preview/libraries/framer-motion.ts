import * as motion from "framer-motion";
import { provide } from "./registry";

provide("framer-motion", motion);
