import examples from '../examples.json';

export type Example = (typeof examples)[number] & {
  /** Of the link that opens it on the front page. */
  link: string;
};
