import type { Concept } from "../../concept.ts";
import { determinant } from "./determinant/concept.ts";
import { dotProduct } from "./dotProduct/concept.ts";
import { eigenvectors } from "./eigenvectors/concept.ts";
import { matrixMultiplication } from "./matrixMultiplication/concept.ts";

export const linearAlgebra: readonly Concept[] = [determinant, dotProduct, eigenvectors, matrixMultiplication];
