using System.Reflection;
using System.Text.Json.Nodes;
using AiPromptGen.Examples;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Architecture;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Examples;

[TestFixture]
public sealed class ExampleCollectionTests
{
    private static readonly ExampleCollection Examples = ExampleCollection.Instance;

    [Test, Property("Promise", "P7")]
    public void The_examples_ship_with_the_program_across_kinds_and_targets()
    {
        var shown = Examples.All.SelectMany(example => example.Targets).ToHashSet(StringComparer.Ordinal);

        Assert.That(Examples.All, Has.Count.AtLeast(60));
        Assert.That(Examples.All.Select(example => example.Id), Is.Unique.And.All.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));
        Assert.That(Examples.All.Select(example => example.Title), Is.Unique);
        Assert.That(shown, Is.EquivalentTo(PromptTargets.All.Select(target => target.Id)));
    }

    [Test, Property("Promise", "P7")]
    public void Each_is_an_idea_or_a_prompt_with_tags_targets_and_a_note()
    {
        foreach (var example in Examples.All)
        {
            Assert.That(example.Idea is null, Is.Not.EqualTo(example.Prompt is null), example.Id);
            Assert.That(example.Tags, Is.Unique.And.Not.Empty.And.All.Match("^[a-z0-9-]+$"), example.Id);
            Assert.That(example.Targets, Is.Unique.And.Not.Empty, example.Id);
            Assert.That(example.Note, Does.EndWith("."), example.Id);
        }
    }

    [Test]
    public void Each_renders_whole_within_the_limits() =>
        Assert.That(
            from example in Examples.All
            from rendering in ExampleView.From(example).Renderings
            where
                rendering.Value.Count > rendering.Value.Limit
                || rendering.Value.Prompt.Length == 0
                || rendering.Value.Dropped.Any(dropped => dropped.Reason is "budget" or "negative")
            select $"{example.Id} {rendering.Key}",
            Is.Empty
        );

    [Test]
    public void Each_passes_the_content_check() =>
        Assert.That(
            Examples.All.Where(example => ContentRules.Check(example.Idea ?? "") != ContentVerdict.Allowed),
            Is.Empty
        );

    [Test]
    public void The_choices_are_of_the_library()
    {
        foreach (var controls in Examples.All.Select(example => example.Controls).OfType<IdeaControls>())
        {
            string?[] chosen =
            [
                controls.Style,
                controls.Medium,
                controls.Lighting,
                controls.Camera,
                controls.Composition,
                controls.Mood,
                controls.Palette,
                controls.AspectRatio,
            ];
            Assert.That(
                chosen.OfType<string>(),
                Has.All.Matches<string>(name => PromptLibrary.Instance.FindByName(name!) is not null)
            );
        }
    }

    [Test]
    public void The_first_page_shows_every_kind() =>
        Assert.That(
            Examples.All.Take(12).SelectMany(example => example.Tags),
            Is.SupersetOf(
                (string[])["portrait", "animal", "food", "landscape", "product", "vehicle", "fantasy", "design"]
            )
        );

    [Test, Property("Promise", "P8")]
    public void The_collection_offers_no_way_to_change_it()
    {
        var members = typeof(ExampleCollection).GetMembers(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static
        );

        Assert.That(typeof(ExampleCollection).GetConstructors(), Is.Empty);
        Assert.That(
            members.Select(member => member.Name),
            Is.SubsetOf(
                typeof(object)
                    .GetMembers()
                    .Select(member => member.Name)
                    .Concat(["get_Instance", "Instance", "get_All", "All", "Find"])
            )
        );
        Assert.That(() => ((IList<CuratedExample>)Examples.All).Clear(), Throws.InstanceOf<NotSupportedException>());
    }

    /// <summary>Who copies the id out of the contract gets an answer, and the one that is shown there.</summary>
    [TestCase("/examples", "examples/0")]
    [TestCase("/examples/{id}", "")]
    public void The_example_in_the_contract_is_one_of_them(string path, string place)
    {
        JsonNode shown = Contract
            .Parse(Repository.Read("docs/openapi.yaml"))
            .Operations.Single(o => (o.Method, o.Path) == ("get", path))
            .Responses["200"]["content"]!["application/json"]!["example"]!;
        shown = place.Length > 0 ? shown["examples"]![0]! : shown;

        var real = Examples.Find(shown["id"]!.GetValue<string>())!;

        Assert.That(shown["title"]!.GetValue<string>(), Is.EqualTo(real.Title));
        Assert.That(shown["idea"]!.GetValue<string>(), Is.EqualTo(real.Idea));
        Assert.That(shown["note"]!.GetValue<string>(), Is.EqualTo(real.Note));
        Assert.That(shown["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()), Is.EqualTo(real.Tags));
        Assert.That(shown["targets"]!.AsArray().Select(target => target!.GetValue<string>()), Is.EqualTo(real.Targets));
    }
}
