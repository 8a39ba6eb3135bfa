using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

/// <summary>What an editor would check in every entry before it goes out.</summary>
[TestFixture]
public sealed partial class LibraryWordingTests
{
    private static readonly PromptLibrary Library = PromptLibrary.Instance;

    /// <summary>Words that people mostly use for something else: as the name of a term they would be found everywhere.</summary>
    private static readonly FrozenSet<string> Everyday = Words(
        "modern fresh line bold grand crisp raw dark light bright soft hard simple clean old new big small wide tall square flat round sharp loud quiet clear open close deep high low cold warm cool hot wild free live natural classic vintage retro royal urban rural rich pure plain rough smooth fine solid dynamic intense refined commercial industrial academic traditional original creative artistic magic color colors black white red green blue window glass paper stone wood metal gold silver street night day sun moon star sky fire water garden dream love music story hero king queen game comic movie film book card sign poster label logo banner cover frame border panel grid map chart plan model figure toy doll mirror screen lens camera flash focus zoom center side front back top bottom spring summer autumn winter"
    );

    /// <summary>Living artists whose names are typed into prompts, and studios whose characters are protected.</summary>
    private static readonly string[] Protected =
    [
        "rutkowski",
        "artgerm",
        "hockney",
        "kusama",
        "koons",
        "hirst",
        "banksy",
        "murakami",
        "richter",
        "kiefer",
        "weiwei",
        "sherman",
        "gursky",
        "leibovitz",
        "mccurry",
        "salgado",
        "wes anderson",
        "tim burton",
        "miyazaki",
        "ghibli",
        "pixar",
        "disney",
        "dreamworks",
        "marvel",
        "nintendo",
        "pokemon",
        "lego",
        "barbie",
        "warhammer",
        "star wars",
        "blade runner",
        "unreal engine",
        "playstation",
    ];

    [TestCase(LibraryKind.Style, 250)]
    [TestCase(LibraryKind.Medium, 60)]
    [TestCase(LibraryKind.Lighting, 60)]
    [TestCase(LibraryKind.Composition, 40)]
    [TestCase(LibraryKind.Camera, 40)]
    [TestCase(LibraryKind.Palette, 24)]
    [TestCase(LibraryKind.Mood, 40)]
    [TestCase(LibraryKind.Ratio, 15)]
    public void It_is_large_enough(LibraryKind kind, int least) =>
        Assert.That(Library.Entries.Count(entry => entry.Kind == kind), Is.AtLeast(least));

    [Test]
    public void Every_form_is_clean_and_short()
    {
        foreach (var entry in Library.Entries)
        {
            foreach (var form in Enum.GetValues<PromptForm>())
            {
                var text = Wording.OfEntry(entry, form);
                Assert.That(text, Is.EqualTo(PlainText.Clean(text)), entry.Id);
                Assert.That(text, Does.Not.Contain("--").And.Not.Contain("::"), entry.Id);
                Assert.That(text.Split(' '), Has.Length.AtMost(12), entry.Id);
                Assert.That(Negation().IsMatch(text), Is.False, $"{entry.Id}: {text}");
                Assert.That(text, Does.Not.Match(@"\b(\w+) \1\b"), entry.Id);
            }
        }
    }

    [Test]
    public void No_positive_rewriting_denies_anything()
    {
        string[] domains =
        [
            "general",
            "portrait",
            "animal",
            "food",
            "landscape",
            "interior",
            "design",
            "vehicle",
            "fantasy",
        ];
        foreach (
            var term in (string[])["people", "text", "cars", "trees", "leaves", "buildings", "flowers", "packaging"]
        )
        {
            foreach (var domain in domains)
            {
                var positive = Library.PositiveFor(term, domain)!;
                Assert.That(Negation().IsMatch(positive), Is.False, positive);
                Assert.That(WholeWord.Contains(positive, term), Is.False, positive);
            }
        }
    }

    [Test]
    public void A_conflict_holds_both_ways() =>
        Assert.That(
            from entry in Library.Entries
            from id in entry.Conflicts ?? []
            where !(Library.Find(id)!.Conflicts ?? []).Contains(entry.Id, StringComparer.Ordinal)
            select $"{entry.Id} - {id}",
            Is.Empty
        );

    [Test]
    public void Contexts_and_domains_are_known() =>
        Assert.That(
            from entry in Library.Entries
            from id in (entry.Avoid ?? [])
                .Concat(entry.Needs ?? [])
                .Concat(entry.Within ?? [])
                .Concat(entry.Domains ?? [])
            where !Lexicon.Instance.Knows(id)
            select $"{entry.Id}: {id}",
            Is.Empty
        );

    [Test]
    public void No_name_is_an_everyday_word() =>
        Assert.That(
            from entry in Library.Entries
            where entry.Kind is not (LibraryKind.Medium or LibraryKind.Ratio)
            from name in PromptLibrary.NamesOf(entry)
            where Everyday.Contains(name)
            select $"{entry.Id}: {name}",
            Is.Empty
        );

    [Test]
    public void No_living_artist_and_no_protected_name_is_in_it() =>
        Assert.That(Library.Entries.SelectMany(Names), Is.Empty);

    [TestCase("painting by Jane Example")]
    [TestCase("in the style of Greg Rutkowski")]
    public void A_name_is_found(string text) =>
        Assert.That(Names(Library.Entries[0] with { Phrase = text }), Is.Not.Empty);

    [Test]
    public void A_living_tradition_is_added_only_when_named() =>
        Assert.That(
            Library
                .Entries.Where(entry => entry.Provenance.StartsWith("living art tradition", StringComparison.Ordinal))
                .ToList(),
            Has.Count.AtLeast(20).And.All.Matches<LibraryEntry>(entry => entry!.Domains is null)
        );

    private static IEnumerable<string> Names(LibraryEntry entry) =>
        from text in (entry.Aliases ?? [])
            .Append(entry.Name)
            .Append(entry.Phrase)
            .Append(entry.Prose ?? "")
            .Append(entry.Tag ?? "")
        where ByName().IsMatch(text) || Protected.Any(name => WholeWord.Contains(text, name))
        select $"{entry.Id}: {text}";

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(
        @"\b(?:no|not|without|never|none|nothing)\b|n't\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Negation();

    [GeneratedRegex(@"\b(?:[Bb]y|[Ss]tyle of) [A-Z]\p{L}+ [A-Z]\p{L}+", RegexOptions.NonBacktracking)]
    private static partial Regex ByName();
}
