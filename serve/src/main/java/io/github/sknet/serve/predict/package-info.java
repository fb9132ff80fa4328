/** {@code POST /predict/{model}}: an image comes in, what the model says of it goes out, as JSON or as a picture. */
package io.github.sknet.serve.predict;
