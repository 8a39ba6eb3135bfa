using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

[TestFixture]
public sealed class PromptLibraryTests
{
    private static readonly PromptLibrary Library = PromptLibrary.Instance;

    [TestCase(LibraryKind.Style, 60)]
    [TestCase(LibraryKind.Medium, 25)]
    [TestCase(LibraryKind.Lighting, 25)]
    [TestCase(LibraryKind.Composition, 20)]
    [TestCase(LibraryKind.Camera, 20)]
    [TestCase(LibraryKind.Palette, 12)]
    [TestCase(LibraryKind.Ratio, 14)]
    public void It_is_large_enough(LibraryKind kind, int least) =>
        Assert.That(Library.Entries.Count(entry => entry.Kind == kind), Is.AtLeast(least));

    [Test]
    public void Every_id_and_name_and_alias_means_one_entry()
    {
        Assert.That(Library.Entries.Select(entry => entry.Id), Is.Unique);
        Assert.That(Library.Entries.SelectMany(PromptLibrary.NamesOf), Is.Unique);
    }

    [Test]
    public void Conflicts_and_media_name_existing_entries() =>
        Assert.That(
            Library.Entries.SelectMany(entry => (entry.Conflicts ?? []).Concat(entry.Media ?? [])),
            Has.All.Matches<string>(id => Library.Find(id) is not null)
        );

    [Test]
    public void Domains_name_existing_domains() =>
        Assert.That(
            Library.Entries.SelectMany(entry => entry.Domains ?? []),
            Has.All.Matches<string>(id => Lexicon.Instance.Domain(id) is not null)
        );

    [Test]
    public void No_wording_holds_syntax_of_a_target_or_a_negation()
    {
        foreach (var entry in Library.Entries)
        {
            foreach (var text in (string[])[entry.Phrase, entry.Prose ?? ""])
            {
                Assert.That(text, Does.Not.Contain("--").And.Not.Contain("::"), entry.Id);
                Assert.That(text.IndexOfAny(['(', ')', '[', ']', '{', '}', '<', '>', '|', '"']), Is.Negative, entry.Id);
                Assert.That(WholeWord.Contains(text, "no") || WholeWord.Contains(text, "without"), Is.False, entry.Id);
            }
        }
    }

    [Test]
    public void Every_entry_says_where_it_is_from_and_every_colour_has_hex_and_name()
    {
        Assert.That(Library.Entries.Select(entry => entry.Provenance), Has.All.Not.Empty);
        Assert.That(
            Library.Entries.SelectMany(entry => entry.Colors ?? []),
            Has.All.Matches<NamedColor>(color => HexColor.IsValid(color.Hex) && color.Name.Length > 0)
        );
    }

    [Test]
    public void Facets_name_fields_of_the_structured_prompt() =>
        Assert.That(
            Library.Entries.Select(entry => entry.Facet).OfType<string>().Distinct(StringComparer.Ordinal),
            Is.SubsetOf(
                (string[])
                    [
                        "source",
                        "quality",
                        "direction",
                        "temperature",
                        "shotSize",
                        "angle",
                        "framing",
                        "viewpoint",
                        "depthOfField",
                        "negativeSpace",
                        "body",
                        "focalLength",
                        "aperture",
                        "shutter",
                        "filmStock",
                    ]
            )
        );

    [TestCase("Aquarelle", "watercolor")]
    [TestCase("magic hour", "golden-hour")]
    [TestCase("close-up", "close-up")]
    [TestCase("closeup", "close-up")]
    [TestCase("bird’s-eye view", "birds-eye")]
    public void A_term_is_found_by_any_of_its_names(string name, string id) =>
        Assert.That(Library.FindByName(name)?.Id, Is.EqualTo(id));

    [TestCase("people", "deserted scene")]
    [TestCase("a hat", "bare head")]
    [TestCase("Any Cars", "pedestrian-only surroundings")]
    public void A_negative_has_a_positive_wording(string term, string positive) =>
        Assert.That(Library.PositiveFor(term), Is.EqualTo(positive));
}
