using System.Net;
using AiPromptGen.Uploads.Fetching;
using CsCheck;

namespace AiPromptGen.Tests.Uploads.Fetching;

[TestFixture]
public sealed class PictureAddressRulesTests
{
    private const string Invalid = "source-url-invalid";
    private const string Scheme = "source-url-scheme-unsupported";
    private const string Credentials = "source-url-credentials";
    private const string Port = "source-url-port-unsupported";
    private const string Host = "source-url-host-refused";

    [TestCase("https://example.org/fox.jpg")]
    [TestCase("http://example.org/fox.jpg")]
    [TestCase("HTTPS://EXAMPLE.ORG/")]
    [TestCase("https://example.org:443/fox.jpg")]
    [TestCase("http://example.org:80")]
    [TestCase("  https://example.org/my fox.jpg?size=large&x=a@b#top \n")]
    [TestCase("https://example.org?u=http://127.0.0.1/")]
    [TestCase("https://sub_domain.example.org/")]
    [TestCase("https://münchen.example/")]
    [TestCase("https://example.org./")]
    [TestCase("https://1.1.1.1/fox.jpg")]
    [TestCase("http://1.1.1.1:80/fox.jpg")]
    [TestCase("https://[2606:4700:4700::1111]/")]
    [TestCase("https://127.0.0.1.nip.io/", Description = "a name; where it leads is checked when it is looked up")]
    public void A_public_web_address_is_taken(string text)
    {
        var (address, mistake) = PictureAddressRules.Read(text);

        Assert.That(mistake, Is.Null);
        Assert.That(address!.Scheme, Is.AnyOf("http", "https"));
    }

    [TestCase("", Invalid)]
    [TestCase("example.org/fox.jpg", Invalid)]
    [TestCase("//example.org/fox.jpg", Invalid)]
    [TestCase("http://", Invalid)]
    [TestCase("http://exam ple.org/", Invalid)]
    [TestCase("http://example.org:65536/", Invalid)]
    [TestCase("http://a..example/", Invalid)]
    [TestCase("http://%31%32%37.0.0.1/", Invalid)]
    [TestCase("http://127.0.0.1%00.example.org/", Invalid)]
    [TestCase("http://example.org\\@127.0.0.1/", Invalid)]
    [TestCase("http:\\\\127.0.0.1\\", Scheme)]
    [TestCase("https://example.org/\r\nHost: evil.example", Invalid)]
    [TestCase("file:///etc/passwd", Scheme)]
    [TestCase("FILE:///etc/passwd", Scheme)]
    [TestCase("gopher://127.0.0.1:11211/_stats", Scheme)]
    [TestCase("ftp://example.org/fox.jpg", Scheme)]
    [TestCase("data:image/png;base64,iVBORw0KGgo=", Scheme)]
    [TestCase("javascript:alert(1)", Scheme)]
    [TestCase("blob:https://example.org/1", Scheme)]
    [TestCase("dict://127.0.0.1:6379/info", Scheme)]
    [TestCase("jar:http://example.org/a!/b", Scheme)]
    [TestCase("http:/127.0.0.1/", Scheme)]
    [TestCase("http:127.0.0.1", Scheme)]
    [TestCase("http://user:pw@example.org/", Credentials)]
    [TestCase("http://user@example.org/", Credentials)]
    [TestCase("http://@example.org/", Credentials)]
    [TestCase("http://:@example.org/", Credentials)]
    [TestCase("http://1.1.1.1 &@127.0.0.1/", Credentials)]
    [TestCase("http://example.org%2f@127.0.0.1/", Credentials)]
    [TestCase("http://example.org:22/", Port)]
    [TestCase("http://example.org:8080/", Port)]
    [TestCase("http://example.org:443/", Port)]
    [TestCase("https://example.org:80/", Port)]
    [TestCase("http://example.org:0/", Port)]
    public void Another_form_of_address_is_told(string text, string code) => AssertMistake(text, code);

    [TestCase("http://2130706433/", Description = "decimal")]
    [TestCase("http://0177.0.0.1/", Description = "octal")]
    [TestCase("http://0x7f000001/", Description = "hexadecimal")]
    [TestCase("http://0x7f.1/")]
    [TestCase("http://127.1/", Description = "short")]
    [TestCase("http://0/")]
    [TestCase("http://134744072/", Description = "8.8.8.8, but not written so")]
    [TestCase("http://8.8.8.010/")]
    [TestCase("http://127.0.0.1/")]
    [TestCase("http://127.0.0.1./")]
    [TestCase("http://8.8.8.8./")]
    [TestCase("http://1.2.3.4.5/", Description = "a name that ends in a number")]
    [TestCase("http://example.0x7f/")]
    [TestCase("http://169.254.169.254/metadata/instance")]
    [TestCase("http://168.63.129.16/machine")]
    [TestCase("http://10.1.2.3/")]
    [TestCase("http://[::1]/")]
    [TestCase("http://[::]/")]
    [TestCase("http://[::ffff:127.0.0.1]/", Description = "mapped")]
    [TestCase("http://[::127.0.0.1]/", Description = "compatible")]
    [TestCase("http://[::ffff:0:127.0.0.1]/", Description = "SIIT")]
    [TestCase("http://[64:ff9b::7f00:1]/", Description = "NAT64")]
    [TestCase("http://[2002:7f00:1::]/", Description = "6to4")]
    [TestCase("http://[fe80::1%25eth0]/")]
    [TestCase("http://[2606:4700:4700::1111%25eth0]/")]
    [TestCase("http://①②⑦.⓪.⓪.①/", Description = "digits in circles")]
    [TestCase("http://１２７.0.0.1/", Description = "full-width digits")]
    [TestCase("http://127。0。0。1/", Description = "ideographic dots")]
    [TestCase("http://127．0．0．1/", Description = "full-width dots")]
    [TestCase("http://⒈⒉⒎.0.0.1/")]
    [TestCase("http://⑧.⑧.⑧.⑧/")]
    [TestCase("http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/", Description = "mathematical digits")]
    [TestCase("http://¹²⁷.⁰.⁰.¹/", Description = "superscripts")]
    [TestCase("http://ｌｏｃａｌｈｏｓｔ．example/", Description = "full-width letters")]
    [TestCase("http://localhost/")]
    [TestCase("http://LOCALHOST./")]
    [TestCase("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/")]
    [TestCase("http://intranet/")]
    [TestCase("http://-example.org/")]
    [Property("Promise", "P5")]
    public void A_host_that_is_not_plainly_public_is_told(string text) => AssertMistake(text, Host);

    [Test]
    public void At_most_2048_characters_are_taken()
    {
        var longest = "https://example.org/".PadRight(PictureAddressRules.MaxLength, 'x');

        Assert.That(PictureAddressRules.Read(longest).Mistake, Is.Null);
        Assert.That(PictureAddressRules.Read(longest + "x").Mistake!.Code, Is.EqualTo("source-url-too-long"));
    }

    [TestCase("/b.jpg", "https://example.org/b.jpg")]
    [TestCase("b.jpg?x=1", "https://example.org/pictures/b.jpg?x=1")]
    [TestCase("//cdn.example/b.jpg", "https://cdn.example/b.jpg")]
    [TestCase("https://cdn.example:443/b.jpg", "https://cdn.example/b.jpg")]
    public void A_redirect_is_followed_from_where_it_stands(string location, string leadsTo)
    {
        var next = PictureAddressRules.Follow(new Uri("https://example.org/pictures/a.jpg"), location);

        Assert.That(next, Is.EqualTo(new Uri(leadsTo)));
    }

    [TestCase("http://example.org/b.jpg", Description = "https must stay https")]
    [TestCase("file:///etc/passwd")]
    [TestCase("https://169.254.169.254/")]
    [TestCase("//127.0.0.1/")]
    [TestCase("//0x7f000001/")]
    [TestCase("//①②⑦.⓪.⓪.①/")]
    [TestCase("//2130706433/")]
    [TestCase("https://localhost/")]
    [TestCase("https://user:pw@example.org/")]
    [TestCase("https://example.org:8443/")]
    [TestCase("\\\\evil.example\\share")]
    [TestCase("data:image/png;base64,AAAA")]
    [TestCase("https://")]
    [Property("Promise", "P5")]
    public void A_redirect_is_held_to_the_same_rules(string location) =>
        Assert.That(PictureAddressRules.Follow(new Uri("https://example.org/a.jpg"), location), Is.Null);

    [Test]
    public void A_redirect_that_grows_is_refused() =>
        Assert.That(
            PictureAddressRules.Follow(
                new Uri("https://example.org/a/"),
                new string('x', PictureAddressRules.MaxLength)
            ),
            Is.Null
        );

    [Test]
    public void Whatever_is_read_it_is_a_plain_public_web_address()
    {
        string[] parts =
        [
            "http",
            "https",
            "://",
            ":",
            "/",
            "@",
            "\\",
            "?",
            "#",
            "[",
            "]",
            "::",
            "%",
            ".",
            "。",
            "①",
            "７",
            "0x7f",
            "0177",
            "127.0.0.1",
            "8.8.8.8",
            "example.org",
            "localhost",
            "xn--",
            "\u00AD",
            "\0",
            " ",
            ":80",
            ":443",
            "ffff",
        ];
        var texts = Gen.Int[0, parts.Length - 1].Select(i => parts[i]).Array[1, 9].Select(string.Concat);
        var written = Gen.Frequency((1, texts), (3, texts.Select(rest => $"http://{rest}")));

        written.Sample(IsRefusedOrPlain, iter: 20_000, threads: 1, seed: "0000Fetch002");
    }

    private static void AssertMistake(string text, string code)
    {
        var (address, mistake) = PictureAddressRules.Read(text);

        Assert.That(address, Is.Null);
        Assert.That((mistake!.Member, mistake.Code), Is.EqualTo(("source.url", code)));
    }

    private static bool IsRefusedOrPlain(string text)
    {
        var (address, mistake) = PictureAddressRules.Read(text);
        return address is null
            ? mistake is not null
            : address.IsDefaultPort
                && address.UserInfo.Length == 0
                && (!IPAddress.TryParse(address.IdnHost, out var ip) || PublicAddressRules.IsPublic(ip));
    }
}
