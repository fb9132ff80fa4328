/** How the service is: its health, its figures, its description. */
package io.github.sknet.serve.status;
