using System.Text;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Simulators;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// Every answer that a provider can give, for every kind, through the real client: how the generation ends, what it costs, how
/// often the provider is asked, and what stays behind. Prompts cost 3 there and 1 at the embedded engine, pictures 4.
/// </summary>
[TestFixture]
[Property("Promise", "P9"), Property("Promise", "P15")]
internal sealed class MagicWordTests
{
    private const string Served = "succeeded azure-openai";
    private const string Embedded = "succeeded embedded";
    private const string Nobody = "failed provider-unavailable";

    /// <summary>Of an answer that is all injection nothing is left, so it is none. Word, then for prompts and for pictures: the end, and the calls of the provider.</summary>
    /// <remarks>
    /// A picture that may have been painted is paid for once at most: a second call is made only after one that says that nothing
    /// was done.
    /// </remarks>
    private static readonly (string Word, string Prompt, int PromptCalls, string Picture, int PictureCalls)[] Table =
    [
        ("nothing-special", Served, 1, Served, 1),
        (MagicWords.RefuseInput, "refused content-refused input", 1, "refused content-refused input", 1),
        (MagicWords.RefuseOutput, "refused content-refused output", 1, "refused content-refused output", 1),
        (MagicWords.Refusal, "refused content-refused output", 1, "refused content-refused input", 1),
        (MagicWords.Annotated, Served, 1, Served, 1),
        (MagicWords.TooMany, Embedded, 2, Nobody, 2),
        (MagicWords.TooManyAfter, Embedded, 2, Nobody, 2),
        (MagicWords.Broken, Embedded, 2, Nobody, 1),
        (MagicWords.Unavailable, Embedded, 2, Nobody, 2),
        (MagicWords.Silent, Embedded, 1, Nobody, 1),
        (MagicWords.Slow, Served, 1, Served, 1),
        (MagicWords.Cut, Embedded, 1, Nobody, 1),
        (MagicWords.InvalidJson, Embedded, 1, Nobody, 1),
        (MagicWords.OutsideSchema, Embedded, 1, Nobody, 1),
        (MagicWords.EmptyChoice, Embedded, 1, Nobody, 1),
        (MagicWords.Oversize, Embedded, 1, Nobody, 1),
        (MagicWords.Injected, Embedded, 1, Served, 1),
    ];

    private static readonly string[] Kinds = ["text-to-prompt", "image-to-prompt", "text-to-image"];

    [Test]
    public void Every_magic_word_is_in_the_table() =>
        Assert.That(Table.Skip(1).Select(row => row.Word), Is.EquivalentTo(MagicWords.All));

    [Test]
    public async Task Every_answer_ends_as_it_should_at_the_right_price_and_leaves_nothing()
    {
        await using var simulator = await AiSimulator.StartAsync(0, TimeProvider.System, CancellationToken.None);
        await using var app = await TestApp.StartAsync("MagicWords", settings: EndedGeneration.Routes(simulator));
        var cases = Table.SelectMany(row => Kinds.Select(kind => (row, kind))).ToList();

        var ends = await Task.WhenAll(cases.Select(c => EndedGeneration.OfAsync(app, c.kind, c.row.Word)));

        var expected = new StringBuilder();
        var found = new StringBuilder();
        foreach (var ((row, kind), end) in cases.Zip(ends))
        {
            var (state, calls) =
                kind == "text-to-image" ? (row.Picture, row.PictureCalls) : (row.Prompt, row.PromptCalls);
            var asked = simulator.Requests.Count(r => r.Body.Contains(end.Marker, StringComparison.Ordinal));
            Line(
                expected,
                kind,
                row.Word,
                state,
                EndedGeneration.GrantCredits - PriceOf(state, kind),
                calls,
                uploads: 0,
                audited: 1
            );
            Line(found, kind, row.Word, end.State, end.Balance, asked, end.Uploads, end.Audited);
        }

        TestContext.Out.WriteLine(found);
        foreach (var end in ends.Where(e => e.Detail is not null).DistinctBy(e => (e.State, e.Detail)))
        {
            TestContext.Out.WriteLine($"{end.State}: {end.Detail}");
        }

        Assert.That(found.ToString(), Is.EqualTo(expected.ToString()));
        Assert.That(ends.Select(e => e.Detail).OfType<string>(), Has.All.Contain("not charged"));
    }

    private static int PriceOf(string state, string kind) =>
        state switch
        {
            Served => kind == "text-to-image" ? 4 : 3,
            _ => 0,
        };

    private static void Line(
        StringBuilder table,
        string kind,
        string word,
        string state,
        long balance,
        int calls,
        int uploads,
        int audited
    ) =>
        table.Append(
            null,
            $"{kind, -15} {word, -18} {state, -30} {EndedGeneration.GrantCredits} -> {balance} calls {calls} uploads {uploads} audit {audited}\n"
        );
}
