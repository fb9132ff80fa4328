/** What the engine assumes of the machine it runs on. */
package io.github.sknet.runtime.machine;
