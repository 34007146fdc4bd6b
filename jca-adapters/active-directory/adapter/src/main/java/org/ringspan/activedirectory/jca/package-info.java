/**
 * The contracts of Jakarta Connectors: the resource adapter with its settings, connections whose
 * writes join a transaction through the intent journal, and changes that are delivered to message
 * endpoints.
 */
@NullMarked
package org.ringspan.activedirectory.jca;

import org.jspecify.annotations.NullMarked;
