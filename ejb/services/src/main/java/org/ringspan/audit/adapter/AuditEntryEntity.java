package org.ringspan.audit.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.audit.AuditEntry;

/** One line of the trail; never changed. */
@Entity
@Table(name = "audit_entry")
class AuditEntryEntity {
  @Id
  @GeneratedValue(generator = "audit_number")
  @SequenceGenerator(name = "audit_number", sequenceName = "audit_number", allocationSize = 1)
  long id;

  Instant at;
  String actor;
  @Nullable String source;
  String action;
  String kind;
  String name;

  @Column(name = "before_text")
  @Nullable String before;

  @Column(name = "after_text")
  @Nullable String after;

  @Nullable Long undoes;

  @SuppressWarnings("NullAway.Init")
  protected AuditEntryEntity() {}

  AuditEntryEntity(AuditEntry entry) {
    this.at = entry.at();
    this.actor = entry.actor();
    this.source = entry.source().orElse(null);
    this.action = entry.action();
    this.kind = entry.kind();
    this.name = entry.name();
    this.before = kept(entry.before());
    this.after = kept(entry.after());
    this.undoes = entry.undoes().orElse(null);
  }

  private static @Nullable String kept(Optional<String> text) {
    return text.filter(it -> it.length() <= AuditEntry.LONGEST_TEXT).orElse(null);
  }

  AuditEntry toEntry() {
    return new AuditEntry(
        id,
        at,
        actor,
        Optional.ofNullable(source),
        action,
        kind,
        name,
        Optional.ofNullable(before),
        Optional.ofNullable(after),
        Optional.ofNullable(undoes));
  }
}
