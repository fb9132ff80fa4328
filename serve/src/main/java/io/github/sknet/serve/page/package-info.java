/** The page at {@code /}, and the addresses that it alone needs. */
package io.github.sknet.serve.page;
