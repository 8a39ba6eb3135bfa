using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Tests.Architecture;

/// <summary>Instances share nothing but storage, so docs/capacity.md must say of each field held in memory why that is correct.</summary>
[TestFixture]
public sealed partial class InMemoryTests
{
    private const string Page = "docs/capacity.md";

    [Test]
    public void What_an_instance_holds_in_memory_is_argued_in_the_page()
    {
        var page = Repository.Files("docs", ".md").Single(f => f.Path == Page);
        var argued = Row()
            .Matches(page.Text)
            .SelectMany(m => Field().Matches(m.Groups["fields"].Value))
            .Select(m => m.Groups["name"].Value);
        Assert.That(argued, Is.EquivalentTo(MemoryInventory.OfTheApp()));
    }

    [Test]
    public void State_is_found_wherever_it_is_in_a_singleton()
    {
        var services = new ServiceCollection();
        services.AddSingleton<Outer>();
        services.AddTransient<Unseen>();

        var found = MemoryInventory.Of(services, typeof(InMemoryTests).Assembly);

        Assert.That(
            found,
            Is.SupersetOf(new[] { "Inner.seen", "Inner.gates", "Inner.Last", "Outer.Shared" })
                .And.None.StartsWith("Unseen.")
                .And.None.StartsWith("Outer.inner")
        );
    }

    private sealed class Outer(Inner inner)
    {
        private static readonly Dictionary<string, int> Shared = [];

        public int Count => inner.Count + Shared.Count;
    }

    private sealed class Inner
    {
        private readonly List<string> seen = [];
        private readonly SemaphoreSlim[] gates = [];

        public string? Last { get; set; }

        public int Count => seen.Count + gates.Length;
    }

    private sealed class Unseen
    {
        private readonly List<string> seen = [];

        public int Count => seen.Count;
    }

    /// <summary>A row of the table of fields, whose first cell has only names of fields.</summary>
    [GeneratedRegex(@"^\| (?<fields>(`\w+\.\w+`,? ?)+)\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();
}
