package org.ringspan.activedirectory.simulator;

import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the simulator knows of AD's attributes: how they compare, and how long they may be. */
final class SimulatedSchema {
  private static final String OCTETS =
      "EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40";
  private static final String INTEGER =
      "EQUALITY integerMatch ORDERING integerOrderingMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27";
  private static final String BOOLEAN = "EQUALITY booleanMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.7";
  private static final String NAME =
      "EQUALITY distinguishedNameMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.12";
  private static final String TIME =
      "EQUALITY generalizedTimeMatch ORDERING generalizedTimeOrderingMatch SYNTAX"
          + " 1.3.6.1.4.1.1466.115.121.1.24";

  /** Attributes that don't compare as text. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("objectGUID", OCTETS),
          Map.entry("objectSid", OCTETS),
          Map.entry("invocationId", OCTETS),
          Map.entry("thumbnailPhoto", OCTETS),
          Map.entry("jpegPhoto", OCTETS),
          Map.entry("uSNChanged", INTEGER),
          Map.entry("uSNCreated", INTEGER),
          Map.entry("userAccountControl", INTEGER),
          Map.entry("groupType", INTEGER),
          Map.entry("sAMAccountType", INTEGER),
          Map.entry("primaryGroupID", INTEGER),
          Map.entry("isDeleted", BOOLEAN),
          Map.entry("isRecycled", BOOLEAN),
          Map.entry("member", NAME),
          Map.entry("memberOf", NAME),
          Map.entry("manager", NAME),
          Map.entry("lastKnownParent", NAME),
          Map.entry("distinguishedName", NAME),
          Map.entry("objectCategory", NAME),
          Map.entry("whenChanged", TIME),
          Map.entry("whenCreated", TIME));

  /** Longest values, characters or octets (rangeUpper of AD's schema). */
  private static final Map<String, Integer> LONGEST =
      Map.of(
          "samaccountname", 256,
          "telephonenumber", 64,
          "mobile", 64,
          "department", 64,
          "title", 128,
          "displayname", 256,
          "mail", 256,
          "givenname", 64,
          "sn", 64,
          "thumbnailphoto", 102_400);

  private static final Set<String> OTHERS =
      Set.of(
          "objectclass",
          "cn",
          "name",
          "ou",
          "dc",
          "description",
          "info",
          "company",
          "url",
          "l",
          "st",
          "c",
          "co",
          "postalcode",
          "streetaddress",
          "physicaldeliveryofficename",
          "proxyaddresses",
          "userprincipalname",
          "serviceprincipalname",
          "employeeid",
          "employeenumber",
          "initials",
          "ipphone",
          "othertelephone",
          "othermobile",
          "homephone",
          "pager",
          "wwwhomepage",
          "preferredlanguage",
          "unicodepwd",
          "accountexpires",
          "pwdlastset",
          "admincount",
          "extensionattribute1",
          "extensionattribute2",
          "msrtcsip-primaryuseraddress",
          "dnshostname");

  private final Schema schema;

  SimulatedSchema() {
    schema = schema();
  }

  private static Schema schema() {
    var lines = new StringBuilder("dn: cn=schema\nobjectClass: top\nobjectClass: subschema\n");
    var number = 1;
    for (var type : TYPES.entrySet()) {
      lines
          .append("attributeTypes: ( 1.3.6.1.4.1.32473.1.")
          .append(number++)
          .append(" NAME '")
          .append(type.getKey())
          .append("' ")
          .append(type.getValue())
          .append(" )\n");
    }
    try (var reader =
        new LDIFReader(
            new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)))) {
      return new Schema(reader.readEntry());
    } catch (IOException | LDIFException impossible) {
      throw new IllegalStateException("the schema is written wrongly", impossible);
    }
  }

  /** For comparisons. */
  Schema comparisons() {
    return schema;
  }

  /** Checks a value that is to be written. */
  void check(String attribute, byte[] value) throws DirectoryError {
    var name = attribute.toLowerCase(Locale.ROOT);
    var longest = LONGEST.get(name);
    if (longest != null) {
      if (value.length > longest) {
        throw DirectoryError.tooLong(attribute);
      }
    } else if (!OTHERS.contains(name)
        && TYPES.keySet().stream().noneMatch(known -> known.equalsIgnoreCase(name))) {
      throw DirectoryError.undefined(attribute);
    }
  }

  /** Whether an attribute is the directory's own to write. */
  static boolean isReadOnly(String attribute) {
    return switch (attribute.toLowerCase(Locale.ROOT)) {
      case "objectguid",
          "objectsid",
          "usnchanged",
          "usncreated",
          "whenchanged",
          "whencreated",
          "memberof",
          "distinguishedname",
          "isdeleted",
          "name" ->
          true;
      default -> false;
    };
  }
}
