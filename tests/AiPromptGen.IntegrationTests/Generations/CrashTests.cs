using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// The process dies at every single write, before it or right after it, and a new one goes on from what storage holds.
/// At each of these moments there is at most one charge, no open reservation, no upload left and nothing unfinished. No provider is asked to
/// paint twice: a picture that may have been painted when the process died ends as failed and is free; a charged result is there.
/// </summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class CrashTests
{
    /// <summary>
    /// More writes than one generation makes, to storage and to the task hub: the test itself tells when a number is beyond the last one.
    /// </summary>
    private const int MostWrites = 40;

    /// <param name="after">Whether the process dies right after the write; else right before it.</param>
    /// <param name="retried">Whether the client repeats its request; else only the sweep can find what was accepted.</param>
    [TestCase(false, false, CrashKind.Text)]
    [TestCase(false, true, CrashKind.Text)]
    [TestCase(true, false, CrashKind.Text)]
    [TestCase(true, true, CrashKind.Text)]
    [TestCase(false, true, CrashKind.Picture)]
    [TestCase(true, false, CrashKind.Picture)]
    [TestCase(false, false, CrashKind.Painting)]
    [TestCase(true, true, CrashKind.Painting)]
    [Property("Promise", "P15"), Property("Promise", "P11"), Property("Promise", "P6")]
    public async Task Dying_at_any_write_charges_once_or_not_at_all(bool after, bool retried, CrashKind kind)
    {
        var painter = FakePainter.Painting();
        await using var scene = await DeathScene.OpenAsync(
            $"Crash{after}{retried}{kind}",
            painter.AddTo,
            FakePainter.Routes
        );
        var reached = 0;
        for (var write = 1; write <= MostWrites; write++)
        {
            if (!await CrashAsync(scene, painter, write, after, retried, kind))
            {
                break;
            }

            reached = write;
        }

        await TestContext.Out.WriteLineAsync(
            $"Died at each of {reached} writes (after: {after}, retried: {retried}, kind: {kind})"
        );
        Assert.That(reached, Is.InRange(14, MostWrites - 1));
    }

    /// <returns>False when the generation ended before the write was reached.</returns>
    private static async Task<bool> CrashAsync(
        DeathScene scene,
        FakeProvider painter,
        int write,
        bool after,
        bool retried,
        CrashKind kind
    )
    {
        var (dying, painted) = (new Death(write, after), painter.Calls);
        var first = await scene.StartAsync(services =>
        {
            painter.AddTo(services);
            services.AddDeath(dying);
        });
        using var person = await ApiClient.NewAsync(first.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        var crashed = new CrashedGeneration(kind, account, $"write {write}, after: {after}", retried);
        var body = await CrashedGeneration.BodyOfAsync(kind, person);
        dying.Arm();
        var key = $"crash-{write}";
        await CrashedGeneration.TryAsync(() => person.GenerateAsync(body, key, wait: 2));
        await CrashedGeneration.DeathOrEndAsync(first, account, dying);
        await scene.KillAsync(first);

        using var again = new ApiClient(scene.Survivor.Address);
        await again.SignInAsync(person.Email);
        if (retried)
        {
            var answer = await again.GenerateAsync(body, key);
            crashed.AssertEnded(answer);
        }

        scene.Time.Advance(TimeSpan.FromMinutes(3));
        await crashed.SweepUntilQuietAsync(scene.Survivor, again);
        Assert.That(painter.Calls - painted, Is.LessThanOrEqualTo(1), $"write {write}: painted twice");
        await crashed.AssertSettledAsync(scene.Survivor, again);
        await scene.RestAsync();
        return dying.Dead;
    }
}
