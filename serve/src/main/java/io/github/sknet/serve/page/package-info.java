/**
 * The page at {@code /}, and what it asks: what a model's answer to an image rests on, and what its network is. The files of the page
 * are among the resources; nothing of them comes from elsewhere.
 */
package io.github.sknet.serve.page;
