package org.ringspan.directory.boundary;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import org.ringspan.directory.adapter.BundleWriter;
import org.ringspan.identity.Actor;

/** What somebody who helps needs to know of the connector, in one file. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SupportBundle {
  /** What the file is called. */
  public static final String NAME = "directory-support.zip";

  @Inject private BundleWriter writer;

  /**
   * Notes in the trail that somebody takes one.
   *
   * @param names whether it names people
   */
  public void note(Actor actor, boolean names) {
    writer.note(actor, names);
  }

  /**
   * Writes the file, a ZIP. It has no secrets.
   *
   * @param names whether people are named, with their addresses and numbers; else they have
   *     pseudonyms
   */
  public void write(boolean names, OutputStream out) throws IOException {
    writer.write(names, out);
  }
}
