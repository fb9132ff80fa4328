/**
 * How a network is trained, said as data: a {@code Recipe}, its entries by name, and the named ones, which are resources of JSON.
 * What is one task's alone in it is that task's own matter; nothing is carried out here.
 */
package io.github.sknet.train.recipe;
