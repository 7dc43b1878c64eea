// Just enough of a document tree to find things by element, class and attribute.
import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";

export type Element = Tree.Element;
export type Node = Tree.ChildNode;

export const parseHtml = (html: string): Tree.Document => parse(html);

export const isElement = (node: Node): node is Element => "tagName" in node;
export const attribute = (element: Element, name: string): string =>
  element.attrs.find((one) => one.name === name)?.value ?? "";
export const hasClass = (element: Element, pattern: RegExp): boolean =>
  attribute(element, "class")
    .split(/\s+/)
    .some((name) => pattern.test(name));

export function* within(parent: { childNodes: Node[] }): Generator<Element> {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue;
    yield node;
    yield* within(node);
  }
}

export function firstWithin(parent: { childNodes: Node[] }, fits: (element: Element) => boolean): Element | undefined {
  for (const element of within(parent)) if (fits(element)) return element;
  return undefined;
}

export function textOf(node: Node): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}
