/**
 * What holds for every request, whatever is asked: bodies, slow and impolite clients, keys, errors, headers, the log. No request
 * makes a thread wait for its client: bodies are read, and answers written, as the network has them.
 */
package io.github.sknet.serve.http;
