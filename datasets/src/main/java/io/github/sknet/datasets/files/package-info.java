/**
 * Files of data sets: one tree of them for folders and zip files alike, which of them are images, where an image is that an
 * annotation names, and text in any encoding. What the files mean is the tasks' and the annotations' business.
 */
package io.github.sknet.datasets.files;
