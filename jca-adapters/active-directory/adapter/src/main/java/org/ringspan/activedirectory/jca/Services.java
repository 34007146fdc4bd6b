package org.ringspan.activedirectory.jca;

import org.ringspan.activedirectory.ldap.DirectoryClient;
import org.ringspan.activedirectory.write.WriteIntent;
import org.ringspan.journal.IntentJournal;

/**
 * What a started adapter works with.
 *
 * @param account who logs in
 */
record Services(DirectoryClient client, IntentJournal<WriteIntent> journal, String account) {}
