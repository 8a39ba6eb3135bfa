using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Generations;

internal enum CrashKind
{
    Text,

    /// <summary>A generation from an upload, which must be deleted in the end.</summary>
    Picture,

    /// <summary>A generation of two pictures, which must be there in the end.</summary>
    Painting,
}

/// <summary>The only generation of an account, during which the process died, and the checks of how it must have ended.</summary>
/// <param name="Moment">When the process died, for messages.</param>
/// <param name="Retried">Whether the client repeated its request, so that a generation must exist.</param>
internal sealed record CrashedGeneration(CrashKind Kind, AccountId Account, string Moment, bool Retried)
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    private const string Painting =
        """{"kind":"text-to-image","idea":"a heron in the reeds","targets":["flux"],"controls":{"variations":2}}""";

    /// <summary>A painting whose process died while it may have been painted is not painted again.</summary>
    private string[] Ends => Kind == CrashKind.Painting ? ["succeeded", "failed"] : ["succeeded"];

    /// <summary>A picture that is only measured reserves credits like the others, and costs nothing in the end.</summary>
    private int Price =>
        Kind switch
        {
            CrashKind.Picture => 0,
            CrashKind.Painting => 8,
            _ => 1,
        };

    /// <summary>What the person asks for; a picture is uploaded first.</summary>
    public static async Task<string> BodyOfAsync(CrashKind kind, ApiClient person) =>
        kind switch
        {
            CrashKind.Picture => Image((await person.UploadAsync(TestPictures.Solid("#204060"))).Id),
            CrashKind.Painting => Painting,
            _ => Idea,
        };

    public static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // The connection died with the process.
        }
    }

    public static async Task DeathOrEndAsync(TestApp app, AccountId account, Death dying)
    {
        await Clock.UntilAsync(async () => dying.Dead || (await AccountRemains.AuditAsync(app, account)).Count > 0);
        // The engine's own last writes come after the audit row.
        for (var tries = 0; tries < 50 && !dying.Dead; tries++)
        {
            await Task.Delay(10);
        }
    }

    public void AssertEnded(Answer answer) => Assert.That(answer.State, Is.AnyOf(Ends), $"{Moment}: {answer.Text}");

    public async Task SweepUntilQuietAsync(TestApp app, ApiClient person)
    {
        await app.RunTimerAsync("SweepGenerations");
        foreach (var generation in (await person.GetAsync("generations")).At("generations").EnumerateArray())
        {
            AssertEnded(await person.EndOfAsync(generation.GetProperty("id").GetString()!));
        }
    }

    public async Task AssertSettledAsync(TestApp app, ApiClient person)
    {
        var ends = (await person.GetAsync("generations"))
            .At("generations")
            .EnumerateArray()
            .Select(generation => generation.GetProperty("status").GetString())
            .ToList();
        var (generations, made) = (ends.Count, ends.Count(state => state == "succeeded"));
        Assert.That(generations, Retried ? Is.EqualTo(1) : Is.InRange(0, 1), Moment);
        await WaitForAuditAsync(app, generations);
        var (credits, remains) = (await person.CreditsAsync(), await AccountRemains.ReadAsync(app, Account));
        Assert.That(credits.Balance, Is.EqualTo(50 - (made * Price)), Moment);
        Assert.That(credits.Reserved, Is.Zero, Moment);
        Assert.That(credits.Available, Is.EqualTo(credits.Balance), Moment);
        Assert.That(remains.SumOfEntries, Is.EqualTo(credits.Balance), Moment);
        Assert.That(remains.Of("entry-").Count(), Is.EqualTo(Price == 0 ? 1 : 1 + made), Moment);
        // An upload whose generation was never accepted is kept for another generation, or until the hourly sweep.
        var waits = Kind == CrashKind.Picture && generations == 0;
        Assert.That(remains.Blobs, waits ? Has.Count.EqualTo(1) : Is.Empty, Moment);
        // Two pictures, each with its thumbnail. Blobs of a failed generation may be left without a row that names them until the daily sweep.
        Assert.That(
            remains.Results,
            Kind != CrashKind.Painting ? Is.Empty
                : made == generations ? Has.Count.EqualTo(4 * made)
                : Has.Count.LessThanOrEqualTo(4),
            Moment
        );
        Assert.That(remains.Audit, Has.Count.EqualTo(generations), Moment);
    }

    private static string Image(string upload) =>
        $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"},"targets":["flux"]}""";

    private async Task WaitForAuditAsync(TestApp app, int rows)
    {
        // Written after the final state is visible.
        for (var tries = 0; tries < 200 && (await AccountRemains.AuditAsync(app, Account)).Count < rows; tries++)
        {
            await Task.Delay(25);
        }
    }
}
