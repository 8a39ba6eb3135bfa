using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

[TestFixture]
public sealed class PromptLibraryTests
{
    private static readonly PromptLibrary Library = PromptLibrary.Instance;

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
            Has.All.Matches<string>(id => Library.Find(id!) is not null)
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
    [TestCase("other people", "deserted scene")]
    public void A_negative_has_a_positive_wording(string term, string positive) =>
        Assert.That(Library.PositiveFor(term), Is.EqualTo(positive));

    [TestCase("people", "animal", "animal alone in its surroundings")]
    [TestCase("people", "food", "food alone on the table")]
    [TestCase("people", "landscape", "deserted scene")]
    public void A_positive_wording_fits_the_domain(string term, string domain, string positive) =>
        Assert.That(Library.PositiveFor(term, domain), Is.EqualTo(positive));
}
