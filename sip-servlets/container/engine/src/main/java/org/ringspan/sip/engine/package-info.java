/** What the patched engine needs beside its own classes. Compiled with it, without jspecify. */
package org.ringspan.sip.engine;
