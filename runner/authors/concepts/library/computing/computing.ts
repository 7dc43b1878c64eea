import type { Concept } from "../../concept.ts";
import { bigO } from "./bigO/concept.ts";
import { binarySearch } from "./binarySearch/concept.ts";
import { breadthFirstSearch } from "./breadthFirstSearch/concept.ts";
import { bubbleSort } from "./bubbleSort/concept.ts";
import { depthFirstSearch } from "./depthFirstSearch/concept.ts";
import { dijkstra } from "./dijkstra/concept.ts";
import { euclidsAlgorithm } from "./euclidsAlgorithm/concept.ts";
import { fibonacci } from "./fibonacci/concept.ts";
import { hashTables } from "./hashTables/concept.ts";
import { induction } from "./induction/concept.ts";
import { mergeSort } from "./mergeSort/concept.ts";
import { modularClocks } from "./modularClocks/concept.ts";
import { neuralNetwork } from "./neuralNetwork/concept.ts";
import { quickSort } from "./quickSort/concept.ts";
import { sieveOfEratosthenes } from "./sieveOfEratosthenes/concept.ts";
import { towersOfHanoi } from "./towersOfHanoi/concept.ts";

export const computing: readonly Concept[] = [
  binarySearch,
  bubbleSort,
  mergeSort,
  quickSort,
  breadthFirstSearch,
  depthFirstSearch,
  dijkstra,
  towersOfHanoi,
  fibonacci,
  hashTables,
  bigO,
  sieveOfEratosthenes,
  modularClocks,
  euclidsAlgorithm,
  induction,
  neuralNetwork,
];
