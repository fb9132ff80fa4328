/** A model that is loaded and warm, and how one is loaded. Knows nothing of names, queues and HTTP. */
package io.github.sknet.serve.model;
