/**
 * The way to domain controllers: addresses and whom to trust, a pool that fails over and back,
 * logins that don't lock an account, searches page by page with ranges and referrals, and refusals
 * in words. {@link org.ringspan.activedirectory.ldap.DirectoryClient} is the entrance; the LDAP
 * library isn't seen outside this package.
 */
@NullMarked
package org.ringspan.activedirectory.ldap;

import org.jspecify.annotations.NullMarked;
