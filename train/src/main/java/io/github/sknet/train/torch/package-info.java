/**
 * libtorch itself: loading it, setting it up for this machine, moving numbers in and out. No networks and no training
 * here.
 */
package io.github.sknet.train.torch;
