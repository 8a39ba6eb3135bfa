using System.Text;
using AiPromptGen.Platform.Storage;
using Azure.Data.Tables;
using CsCheck;

namespace AiPromptGen.Tests.Platform;

[TestFixture]
internal sealed class ChunkedTextTests
{
    [Test]
    public void A_text_of_any_length_comes_back_whole() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Char)
            .Sample(
                t =>
                {
                    var row = new TableEntity("p", "r");
                    var text = new string(char.IsSurrogate(t.Item2) ? 'x' : t.Item2, t.Item1);

                    ChunkedText.Set(row, "T", text);

                    Assert.That(ChunkedText.Get(row, "T") ?? "", Is.EqualTo(text));
                    Assert.That(
                        row.Select(p => p.Value).OfType<string>().Select(v => v.Length),
                        Has.All.LessThanOrEqualTo(32_768)
                    );
                },
                iter: 200
            );

    [TestCase(29_999)]
    [TestCase(30_000)]
    [TestCase(30_001)]
    public void A_surrogate_pair_is_never_split(int before)
    {
        var row = new TableEntity("p", "r");
        var text = new string('a', before) + string.Concat(Enumerable.Repeat("🦊", 20_000));

        ChunkedText.Set(row, "T", text);

        Assert.That(ChunkedText.Get(row, "T"), Is.EqualTo(text));
        // Half of a surrogate pair becomes U+FFFD in UTF-8.
        Assert.That(
            row.Select(p => p.Value).OfType<string>().Select(v => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(v))),
            Has.None.Contains("\uFFFD")
        );
    }

    [Test]
    public void Too_long_a_text_is_refused_without_quoting_it()
    {
        var row = new TableEntity("p", "r");
        var secret = new string('s', ChunkedText.MaxCharacters + 1);

        var refusal = Assert.Throws<InvalidOperationException>(() => ChunkedText.Set(row, "T", secret));

        Assert.That(refusal!.Message, Does.Not.Contain("sss"));
    }

    [Test]
    public void What_was_never_set_is_absent() => Assert.That(ChunkedText.Get(new TableEntity("p", "r"), "T"), Is.Null);
}
