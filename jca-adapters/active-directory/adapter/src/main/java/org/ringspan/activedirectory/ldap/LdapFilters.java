package org.ringspan.activedirectory.ldap;

import java.util.List;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapSchemaException;
import org.apache.directory.api.ldap.model.filter.AndNode;
import org.apache.directory.api.ldap.model.filter.ApproximateNode;
import org.apache.directory.api.ldap.model.filter.EqualityNode;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.filter.ExtensibleNode;
import org.apache.directory.api.ldap.model.filter.GreaterEqNode;
import org.apache.directory.api.ldap.model.filter.LessEqNode;
import org.apache.directory.api.ldap.model.filter.NotNode;
import org.apache.directory.api.ldap.model.filter.OrNode;
import org.apache.directory.api.ldap.model.filter.PresenceNode;
import org.apache.directory.api.ldap.model.filter.SubstringNode;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectoryValue;

/** A filter as the library's tree: values stay octets and are never read as text again. */
final class LdapFilters {
  private LdapFilters() {}

  static ExprNode of(DirectoryFilter filter) {
    return switch (filter) {
      case DirectoryFilter.And(var filters) -> new AndNode(all(filters));
      case DirectoryFilter.Or(var filters) -> new OrNode(all(filters));
      case DirectoryFilter.Not(var inner) -> new NotNode(of(inner));
      case DirectoryFilter.Present(var attribute) -> new PresenceNode(attribute);
      case DirectoryFilter.Compare(var attribute, var comparison, var value) ->
          switch (comparison) {
            case EQUAL -> new EqualityNode<>(attribute, value.octets());
            case AT_LEAST -> atLeast(attribute, value);
            case AT_MOST -> atMost(attribute, value);
            case ABOUT -> new ApproximateNode<>(attribute, value.octets());
          };
      case DirectoryFilter.Substrings(var attribute, var begin, var middle, var end) ->
          new SubstringNode(middle, attribute, begin.orElse(null), end.orElse(null));
      case DirectoryFilter.Matches(var attribute, var rule, var value) ->
          new ExtensibleNode(attribute, new Value(value.octets()), rule, false);
    };
  }

  private static List<ExprNode> all(List<DirectoryFilter> filters) {
    return filters.stream().map(LdapFilters::of).toList();
  }

  private static ExprNode atLeast(String attribute, DirectoryValue value) {
    try {
      return new GreaterEqNode<>(attribute, value.octets());
    } catch (LdapSchemaException noSchemaHere) {
      throw new IllegalStateException("only a schema can refuse it", noSchemaHere);
    }
  }

  private static ExprNode atMost(String attribute, DirectoryValue value) {
    try {
      return new LessEqNode<>(attribute, value.octets());
    } catch (LdapSchemaException noSchemaHere) {
      throw new IllegalStateException("only a schema can refuse it", noSchemaHere);
    }
  }
}
