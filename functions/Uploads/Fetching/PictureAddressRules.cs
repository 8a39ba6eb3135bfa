using System.Globalization;
using System.Net;
using System.Text;

namespace AiPromptGen.Uploads.Fetching;

/// <summary>
/// What the address of a picture must look like before any name is looked up: http or https, the default port, no credentials, and a host
/// that is a name or a plainly written public address. Each redirect has to keep these rules too.
/// </summary>
internal static class PictureAddressRules
{
    /// <summary>UTF-16 units.</summary>
    public const int MaxLength = 2048;

    private const string Member = "source.url";
    private static readonly string[] Schemes = ["http://", "https://"];

    private static readonly ProblemError TooLong = new(
        Member,
        "source-url-too-long",
        $"At most {MaxLength} characters."
    );

    private static readonly ProblemError Invalid = new(
        Member,
        "source-url-invalid",
        "Send the whole address of the picture itself, such as https://example.org/fox.jpg."
    );

    private static readonly ProblemError Scheme = new(
        Member,
        "source-url-scheme-unsupported",
        "The address must begin with https:// or http://."
    );

    private static readonly ProblemError Credentials = new(
        Member,
        "source-url-credentials",
        "The address must not hold a user name or password. Upload the picture instead."
    );

    private static readonly ProblemError Port = new(
        Member,
        "source-url-port-unsupported",
        "The address must be on the default port: 443 for https, 80 for http."
    );

    private static readonly ProblemError Host = new(
        Member,
        "source-url-host-refused",
        "The host must be a public name such as example.org, or a public address written plainly."
    );

    /// <returns>The address, or what is wrong with it.</returns>
    public static (Uri? Address, ProblemError? Mistake) Read(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > MaxLength)
        {
            return (null, TooLong);
        }

        if (!Array.Exists(Schemes, scheme => trimmed.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
        {
            return (null, trimmed.Contains(':', StringComparison.Ordinal) ? Scheme : Invalid);
        }

        // Some readers take a backslash for a slash and others do not, which can be used to hide the real host.
        if (
            trimmed.Any(c => char.IsControl(c) || c == '\\')
            || !Uri.TryCreate(trimmed, UriKind.Absolute, out var address)
        )
        {
            return (null, Invalid);
        }

        var authority = AuthorityOf(trimmed);
        var mistake =
            authority.Contains('@', StringComparison.Ordinal) ? Credentials
            : !address.IsDefaultPort ? Port
            : IsPublicHost(address, authority) ? null
            : Host;
        return mistake is null ? (address, null) : (null, mistake);
    }

    /// <returns>The address to which a redirect leads; null when it must not be followed. A redirect must not lead from https to http.</returns>
    public static Uri? Follow(Uri from, string location)
    {
        if (location.Length > MaxLength || !Uri.TryCreate(from, location, out var next))
        {
            return null;
        }

        var (address, _) = Read(next.OriginalString);
        return IsHttps(from) && address is not null && !IsHttps(address) ? null : address;
    }

    private static bool IsHttps(Uri address) => address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.Ordinal);

    private static string AuthorityOf(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = text.AsSpan(start).IndexOfAny("/?#");
        return end < 0 ? text[start..] : text.Substring(start, end);
    }

    private static bool IsPublicHost(Uri address, string authority)
    {
        if (!authority.EnumerateRunes().All(IsHostLetter) || HostOf(address) is not { } host)
        {
            return false;
        }

        if (IPAddress.TryParse(host, out var ip))
        {
            return PublicAddressRules.IsPublic(ip) && IsPlain(host, ip, authority);
        }

        var labels = host.Split('.');
        return address.HostNameType == UriHostNameType.Dns
            && labels.Length > 1
            && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            && !IsNumber(labels[^1]);
    }

    /// <summary>
    /// Letters that a host name may have. Digits in circles, full-width dots and similar signs are excluded, because the machine's
    /// globalization data decides whether a look-up turns them into plain ones. No name needs them.
    /// </summary>
    private static bool IsHostLetter(Rune rune) =>
        rune.IsAscii
        || (
            rune.Value is < 0xFF00 or > 0xFFEF
            && (
                Rune.IsLetter(rune)
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.SpacingCombiningMark
            )
        );

    /// <summary>The host in the form in which it is looked up; null when it is not a valid host.</summary>
    private static string? HostOf(Uri address)
    {
        try
        {
            return address.IdnHost.TrimEnd('.');
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether an address is written plainly. Octal, hexadecimal, short and disguised forms may mean another address to the next reader.
    /// </summary>
    private static bool IsPlain(string host, IPAddress ip, string authority) =>
        host.Contains(':', StringComparison.Ordinal)
            ? authority.StartsWith('[') && !authority.Contains('%', StringComparison.Ordinal)
            : authority.Split(':')[0].Equals(ip.ToString(), StringComparison.Ordinal);

    /// <summary>Whether the last part of a name is a number; then many resolvers take the name for an address.</summary>
    private static bool IsNumber(string label) =>
        label.All(char.IsAsciiDigit) || label.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
}
