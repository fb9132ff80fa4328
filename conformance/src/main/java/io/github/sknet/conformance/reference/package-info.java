/**
 * What every operation means: its definition in float64, written as plain loops to be read. Every engine's numbers are held
 * against these. Nothing here is fast, and nothing here is chosen by users.
 */
package io.github.sknet.conformance.reference;
