/** What is read of a file with weights, and what a format of such files is: each has a package beside this one. */
package io.github.sknet.checkpoint.format;
