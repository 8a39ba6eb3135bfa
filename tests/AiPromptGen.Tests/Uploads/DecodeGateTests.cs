using AiPromptGen.Prompts.Recovery;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Uploads;

[TestFixture]
public sealed class DecodeGateTests
{
    [Test]
    public async Task The_caller_is_answered_in_time_and_the_slot_stays_taken_until_the_work_ends()
    {
        var time = new FakeTimeProvider();
        var limits = IntakeLimits.Default with { Parallel = 1 };
        using var gate = new DecodeGate(limits, time);
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();

        var stuck = gate.RunAsync(_ => Hang(started, release), large: false, CancellationToken.None);
        started.Wait(TimeSpan.FromSeconds(5));
        time.Advance(limits.DecodeTimeout);
        var next = gate.RunAsync(_ => "next", large: false, CancellationToken.None);

        Assert.That(await stuck, Is.Null);
        Assert.That(next.IsCompleted, Is.False);
        release.Set();
        Assert.That(await next, Is.EqualTo("next"));
    }

    [Test]
    public async Task Only_one_large_picture_is_decoded_at_a_time()
    {
        using var gate = new DecodeGate(IntakeLimits.Default, TimeProvider.System);
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();

        var first = gate.RunAsync(_ => Hang(started, release), large: true, CancellationToken.None);
        started.Wait(TimeSpan.FromSeconds(5));
        var second = gate.RunAsync(_ => "second", large: true, CancellationToken.None);
        var small = await gate.RunAsync(_ => "small", large: false, CancellationToken.None);

        Assert.That(small, Is.EqualTo("small"));
        Assert.That(second.IsCompleted, Is.False);
        release.Set();
        Assert.That(await first, Is.EqualTo("hung"));
        Assert.That(await second, Is.EqualTo("second"));
    }

    [Test]
    public void A_decoder_told_to_stop_stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var source = PictureSource.Open(TestPictures.Solid("#336699", 2_000, 2_000, ".jpg"), PictureFormat.Jpeg);

        var result = PictureCleaner.Clean(source, IntakeLimits.Default, stop.Token);

        Assert.That(source.Metadata, Is.EqualTo(PictureMetadata.None));
        Assert.That(result, Is.EqualTo(IntakeRejections.TooSlow()));
    }

    private static string Hang(ManualResetEventSlim started, ManualResetEventSlim release)
    {
        started.Set();
        release.Wait(TimeSpan.FromSeconds(10));
        return "hung";
    }
}
