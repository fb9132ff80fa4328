/** What people are told of a plan; nothing here computes. */
package io.github.sknet.runtime.info;
