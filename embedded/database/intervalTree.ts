// A treap of intervals ordered by lower bound; every node knows the greatest upper bound beneath it, so that the
// intervals that hold a key are found in the time of the tree's height plus what is found.
import type { Interval } from "./readSet.ts";
import type { Key } from "./sortKey.ts";

type Node<T> = {
  interval: Interval;
  owner: T;
  serial: number;
  priority: number;
  maxUpper: Key | null;
  left: Node<T> | null;
  right: Node<T> | null;
};

export class IntervalTree<T> {
  #root: Node<T> | null = null;
  #serial = 0;

  get isEmpty(): boolean {
    return this.#root === null;
  }

  /** Answers the number that takes it out again. */
  add(interval: Interval, owner: T): number {
    const serial = ++this.#serial;
    const node: Node<T> = {
      interval,
      owner,
      serial,
      priority: Math.random(),
      maxUpper: interval.upper,
      left: null,
      right: null,
    };
    this.#root = insert(this.#root, node);
    return serial;
  }

  remove(interval: Interval, serial: number): void {
    this.#root = remove(this.#root, interval.lower, serial);
  }

  visitAll(found: (owner: T) => void): void {
    const waiting = [this.#root];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (!node) continue;
      found(node.owner);
      waiting.push(node.left, node.right);
    }
  }

  visit(key: Key, found: (owner: T) => void): void {
    visit(this.#root, key, found);
  }
}

function visit<T>(node: Node<T> | null, key: Key, found: (owner: T) => void): void {
  if (!node || (node.maxUpper !== null && node.maxUpper <= key)) return;
  visit(node.left, key, found);
  if (node.interval.lower > key) return;
  if (node.interval.upper === null || key < node.interval.upper) found(node.owner);
  visit(node.right, key, found);
}

function before<T>(node: Node<T>, lower: Key, serial: number): boolean {
  return node.interval.lower < lower || (node.interval.lower === lower && node.serial < serial);
}

function insert<T>(root: Node<T> | null, node: Node<T>): Node<T> {
  if (!root) return node;
  if (node.priority > root.priority) {
    [node.left, node.right] = split(root, node.interval.lower, node.serial);
    return updated(node);
  }
  if (before(root, node.interval.lower, node.serial)) root.right = insert(root.right, node);
  else root.left = insert(root.left, node);
  return updated(root);
}

function split<T>(root: Node<T> | null, lower: Key, serial: number): [Node<T> | null, Node<T> | null] {
  if (!root) return [null, null];
  if (before(root, lower, serial)) {
    const [left, right] = split(root.right, lower, serial);
    root.right = left;
    return [updated(root), right];
  }
  const [left, right] = split(root.left, lower, serial);
  root.left = right;
  return [left, updated(root)];
}

function remove<T>(root: Node<T> | null, lower: Key, serial: number): Node<T> | null {
  if (!root) return null;
  if (root.serial === serial) return merge(root.left, root.right);
  if (before(root, lower, serial)) root.right = remove(root.right, lower, serial);
  else root.left = remove(root.left, lower, serial);
  return updated(root);
}

function merge<T>(left: Node<T> | null, right: Node<T> | null): Node<T> | null {
  if (!left || !right) return left ?? right;
  if (left.priority > right.priority) {
    left.right = merge(left.right, right);
    return updated(left);
  }
  right.left = merge(left, right.left);
  return updated(right);
}

function updated<T>(node: Node<T>): Node<T> {
  let max = node.interval.upper;
  for (const child of [node.left, node.right]) {
    if (child && max !== null && (child.maxUpper === null || child.maxUpper > max)) max = child.maxUpper;
  }
  node.maxUpper = max;
  return node;
}
