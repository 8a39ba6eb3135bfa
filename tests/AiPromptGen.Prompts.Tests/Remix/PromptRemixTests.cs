using System.Text.Json;
using System.Text.Json.Nodes;
using AiPromptGen.Prompts;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Remix;

[TestFixture]
public sealed class PromptRemixTests
{
    private static readonly string[] Fields = [.. PromptLocks.Fields];

    private static readonly Gen<DetailLevel> Detail = Gen.OneOf(Enum.GetValues<DetailLevel>());

    [Test]
    public void Locked_fields_are_the_parents_own_byte_for_byte() =>
        Gen.Select(IdeaGen.Ideas, IdeaGen.Ideas, Gen.Bool, Gen.OneOf(Fields).Array[0, 6], Gen.UInt, Gen.UInt, Detail)
            .Sample(
                (idea, other, changed, locks, seed, newSeed, detail) =>
                {
                    var parent = Compose(idea.Idea, seed, detail);
                    var child = Remix(parent, changed ? other.Idea : idea.Idea, newSeed, locks);
                    return locks.All(field => Json(child)[field]?.ToJsonString() == Json(parent)[field]?.ToJsonString())
                        && child.ParentId == "parent";
                },
                iter: 1500,
                seed: "0000KeT0Ph51"
            );

    [Test]
    public void What_is_not_locked_is_filled_anew()
    {
        var parent = Compose("freedom", 1, DetailLevel.Full);

        var children = Enumerable
            .Range(2, 12)
            .Select(seed => Remix(parent, "freedom", (uint)seed, ["lighting", "styles"]))
            .ToList();

        Assert.That(children.Select(c => Json(c)["lighting"]!.ToJsonString()).Distinct().Count(), Is.EqualTo(1));
        Assert.That(children.Select(c => Json(c)["palette"]!.ToJsonString()).Distinct().Count(), Is.GreaterThan(1));
        Assert.That(children.Select(c => Json(c)["mood"]!.ToJsonString()).Distinct().Count(), Is.GreaterThan(1));
    }

    [Test]
    public void Additions_suit_what_is_kept()
    {
        var parent = Compose("a heron, watercolor", 1, DetailLevel.Full);

        foreach (var seed in Enumerable.Range(2, 40))
        {
            var child = Remix(parent, "a castle", (uint)seed, ["medium", "styles"]);
            Assert.That(child.ContentClass, Is.EqualTo(ContentClass.Art));
            Assert.That(child.Camera, Is.EqualTo(new Camera()), $"seed {seed}");
        }
    }

    [Test]
    public void Words_kept_from_the_parents_phrase_are_still_said_when_the_subject_changes()
    {
        var parent = Compose("a fox at golden hour", 1, DetailLevel.Off);
        Assert.That(parent.Lighting.Source?.Inline, Is.True);

        var child = Remix(parent, "an owl", 2, ["lighting"]);

        Assert.That(PromptTargets.All, Is.Not.Empty);
        foreach (var target in PromptTargets.All)
        {
            var text = PromptRenderer.Render(child, target).Prompt;
            Assert.That(text, Does.Contain("owl").IgnoreCase.And.Contain("golden hour").IgnoreCase, target.Id);
            Assert.That(text, Does.Not.Contain("fox"), target.Id);
        }
    }

    [Test]
    public void A_parent_without_an_idea_keeps_its_subject()
    {
        var parent = new StructuredPrompt
        {
            Subjects = [new Subject { Phrase = Slot.Of("three boats", SlotSource.Detected, 0.9) }],
            Setting = new Setting { Place = Slot.Of("a harbour", SlotSource.Detected, 0.9) },
        };

        var child = Remix(parent, "", 5, []);

        Assert.That(
            PromptRenderer.Render(child, PromptTargets.Find("flux")!).Prompt,
            Does.StartWith("Three boats, a harbour")
        );
    }

    private static StructuredPrompt Compose(string text, uint seed, DetailLevel detail) =>
        IdeaComposer.Compose(
            new Idea
            {
                Text = text,
                Controls = new IdeaControls { Seed = seed, Detail = detail },
            }
        );

    private static StructuredPrompt Remix(StructuredPrompt parent, string text, uint seed, string[] locks) =>
        new PromptRemix
        {
            Parent = parent,
            ParentId = "parent",
            Lock = locks,
        }.Compose(
            new Idea
            {
                Text = text,
                Controls = new IdeaControls { Seed = seed, Detail = DetailLevel.Full },
            },
            0
        );

    private static JsonObject Json(StructuredPrompt prompt) =>
        JsonSerializer.SerializeToNode(prompt, PromptJson.Default.StructuredPrompt)!.AsObject();
}
