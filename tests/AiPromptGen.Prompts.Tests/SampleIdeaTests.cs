using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

/// <summary>A hundred ideas, several seeds each: what is added must not contradict what was said.</summary>
[TestFixture]
public sealed class SampleIdeaTests
{
    private const int Variations = 12;

    /// <summary>Words of an idea, and entries that would be wrong beside them.</summary>
    private static readonly (string Said, string Wrong)[] Contradictions =
    [
        (
            "night",
            "golden-hour sunrise-light overcast midday-sun window-light hazy-sun open-shade high-key kitchen-daylight"
        ),
        ("midnight", "golden-hour sunrise-light overcast midday-sun joyful fresh-and-bright spring-meadow"),
        ("dawn", "midday-sun blue-hour moonlight neon-light"),
        ("snow", "spring-meadow desert-clay autumn-woods dappled-light coral-reef amber-dusk"),
        ("blizzard", "golden-hour hazy-sun midday-sun joyful"),
        ("storm", "golden-hour midday-sun serene joyful hazy-sun"),
        ("rain", "golden-hour midday-sun hazy-sun open-shade"),
        ("midday", "overcast golden-hour moonlight blue-hour sunrise-light"),
        ("underwater", "golden-hour overcast dappled-light firelight desert-clay amber-dusk"),
        ("haunted", "joyful playful cozy candy-pastel fresh-and-bright"),
        ("abandoned", "joyful playful cozy scandinavian japandi"),
        ("hospital", "golden-hour stage-light midday-sun"),
        ("loneliness", "joyful energetic confident playful primary-pop"),
        ("headphones", "renaissance baroque dutch-golden-age early-netherlandish"),
        ("sofa", "golden-hour dappled-light lens-400mm lens-300mm nature-documentary"),
        ("mending", "close-up head-and-shoulders medium-close-up"),
        ("burning", "serene cozy spring-meadow candy-pastel"),
        ("burger", "dutch-golden-age"),
        ("white background", "golden-hour sunset-glow moonlight leaf-shadows"),
        ("dark", "high-key golden-hour overcast"),
    ];

    private static IEnumerable<StructuredPrompt> Prompts(string idea) =>
        from detail in (DetailLevel[])[DetailLevel.Light, DetailLevel.Full]
        from variation in Enumerable.Range(0, Variations)
        select IdeaComposer.Compose(
            new Idea
            {
                Text = idea,
                Controls = new IdeaControls { Detail = detail },
            },
            variation
        );

    private static IEnumerable<Slot> Added(StructuredPrompt prompt) =>
        prompt.Slots().Select(placed => placed.Slot).Where(slot => slot.Source == SlotSource.Library);

    [Test]
    public void There_are_a_hundred_of_ten_kinds()
    {
        Assert.That(SampleIdeas.ByKind, Has.Count.EqualTo(10));
        Assert.That(SampleIdeas.All, Is.Unique);
        Assert.That(SampleIdeas.All.Count(), Is.EqualTo(100));
    }

    [Test]
    public void Nothing_added_contradicts_the_idea() =>
        Assert.That(
            from idea in SampleIdeas.All
            from pair in Contradictions
            where WholeWord.Contains(idea, pair.Said)
            from prompt in Prompts(idea)
            from slot in Added(prompt)
            where pair.Wrong.Split(' ').Contains(slot.EntryId, StringComparer.Ordinal)
            select $"{idea}: {slot.EntryId}",
            Is.Empty
        );

    [Test]
    public void No_two_additions_contradict_each_other() =>
        Assert.That(
            from idea in SampleIdeas.All
            from prompt in Prompts(idea)
            let entries = Added(prompt).Select(slot => slot.EntryId!).ToHashSet(StringComparer.Ordinal)
            from id in entries
            from other in PromptLibrary.Instance.Find(id)!.Conflicts ?? []
            where entries.Contains(other)
            select $"{idea}: {id} and {other}",
            Is.Empty
        );

    /// <summary>In another language, and read as the English words are: <see cref="Ideas.ForeignWordsTests"/>.</summary>
    private static readonly string[] EveryWordKnown =
    [
        "eine Sonnenblume im Regen",
        "un gato negro durmiendo en el tejado",
        "la soledad del faro en invierno",
        "桜の木の下の静かな寺",
    ];

    [Test]
    public void A_text_that_was_not_understood_gets_nothing_about_light_time_or_mood() =>
        Assert.That(
            from idea in SampleIdeas.All.Where(idea => !EveryWordKnown.Contains(idea, StringComparer.Ordinal))
            from prompt in Prompts(idea)
            where prompt.Idea!.KeptWhole
            from placed in prompt.Slots()
            where placed.Slot.Source == SlotSource.Library && placed.Group != SlotGroup.Composition
            select $"{idea}: {placed.Slot.Value}",
            Is.Empty
        );

    [Test]
    public void Every_idea_that_was_understood_gets_a_medium_or_names_its_own() =>
        Assert.That(
            from idea in SampleIdeas.All
            from prompt in Prompts(idea)
            where !prompt.Idea!.KeptWhole && prompt.Medium is null
            where !prompt.Styles.Any(style => style.EntryId is { } id && PromptLibrary.Instance.Find(id)!.StandsAlone)
            select idea,
            Is.Empty
        );
}
