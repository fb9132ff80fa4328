/** What the engine assumes of the machine it runs on: figures with their dates. What is made of them is decided elsewhere. */
package io.github.sknet.runtime.machine;
