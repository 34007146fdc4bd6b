/**
 * Why a call went as it did: {@link org.ringspan.explain.CallChronicle} follows a call, and {@link
 * org.ringspan.explain.ExplanationText} tells it in sentences for people who help others.
 */
@NullMarked
package org.ringspan.explain;

import org.jspecify.annotations.NullMarked;
