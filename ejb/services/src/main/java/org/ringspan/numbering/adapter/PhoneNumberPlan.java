package org.ringspan.numbering.adapter;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.ringspan.address.E164Number;
import org.ringspan.trunk.NumberingPlan;
import org.ringspan.trunk.Region;

/**
 * Numbering plans as libphonenumber knows them. Its metadata of a region is read at the first
 * number of that region and kept.
 */
@ApplicationScoped
public class PhoneNumberPlan implements NumberingPlan {
  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
  private final ShortNumberInfo shortNumbers = ShortNumberInfo.getInstance();

  @Override
  public boolean knows(Region region) {
    return library.getSupportedRegions().contains(region.code());
  }

  @Override
  public Optional<E164Number> globalised(String digits, Region region) {
    try {
      PhoneNumber number = library.parse(digits, region.code());
      // "Possible" looks at lengths only: numbers newer than the metadata go through, those that
      // are complete only within a town, and emergency and service numbers, don't.
      return library.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
              && !shortNumbers.isPossibleShortNumberForRegion(number, region.code())
          ? E164Number.in(library.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      // Not a number of that region: the caller goes on with the digits as they are.
      return Optional.empty();
    }
  }

  @Override
  public String dialledFrom(Region region, E164Number number) {
    PhoneNumber parsed;
    try {
      parsed = library.parse(number.value(), null);
    } catch (NumberParseException e) {
      // A country code that nobody has: there is no other way to write it.
      return number.value().substring(1);
    }
    String dialled = library.formatOutOfCountryCallingNumber(parsed, region.code());
    if (parsed.getCountryCode() == library.getCountryCodeForRegion(region.code())) {
      // Inside a country with trunk prefix 1 the library puts it in front ("1 (408) 555-1234"); a
      // gateway is given the national number, with the 0 where the country has one.
      dialled = library.format(parsed, PhoneNumberFormat.NATIONAL);
    }
    return digitsOf(dialled);
  }

  /**
   * A number as people write it, such as {@code +49 (0)30 1234-56}, if it says its country; empty
   * when it doesn't or can't be one.
   */
  public Optional<E164Number> written(String text) {
    try {
      PhoneNumber number = library.parse(text, null);
      return library.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
          ? E164Number.in(library.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      // Nothing, or a number without its country: it could be anybody's.
      return Optional.empty();
    }
  }

  private static String digitsOf(String written) {
    StringBuilder digits = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    return digits.toString();
  }
}
