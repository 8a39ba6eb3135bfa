using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Uploads;

[TestFixture]
public sealed class PictureReceiverTests
{
    private static readonly IntakeLimits Limits = IntakeLimits.Default with { Places = 2 };
    private static readonly byte[] Large = new byte[512 * 1024];
    private static readonly PictureSender Sender = new("a0123456789abcdef0123456789abcdef", "");
    private readonly FakeTimeProvider time = new();

    [Test]
    public async Task Large_pictures_wait_for_a_place_and_small_ones_do_not()
    {
        using var receiver = new PictureReceiver(Limits, time);
        var ends = new TaskCompletionSource<IntakeResult>();
        var held = Enumerable.Range(0, 2).Select(_ => ReceiveAsync(receiver, Large, _ => ends.Task)).ToArray();

        var third = ReceiveAsync(receiver, Large, Length);
        var small = await ReceiveAsync(receiver, new byte[100], Length);

        Assert.That(Detail(small), Is.EqualTo("100"));
        Assert.That(third.IsCompleted, Is.False);
        ends.SetResult(IntakeRejections.Empty());
        Assert.That(Detail(await third), Is.EqualTo("524288"));
        await Task.WhenAll(held);
    }

    [Test]
    public async Task One_sender_cannot_hold_all_places()
    {
        using var receiver = new PictureReceiver(Limits with { Places = 8, PlacesOfOne = 3 }, time);
        var ends = new TaskCompletionSource<IntakeResult>();
        var held = Enumerable.Range(0, 8).Select(_ => ReceiveAsync(receiver, Large, _ => ends.Task)).ToArray();

        // Senders are told apart by a hash, so another one may share the first sender's places, but hardly all three of these.
        var others = new[] { "b", "c", "d" }.Select(other =>
            receiver.ReceiveAsync(new MemoryStream(Large), new(other, ""), Length, CancellationToken.None)
        );

        Assert.That(Detail(await await Task.WhenAny(others)), Is.EqualTo("524288"));
        Assert.That(held.Count(h => h.IsCompleted), Is.Zero);
        ends.SetResult(IntakeRejections.Empty());
        Assert.That(await Task.WhenAll(held), Is.All.EqualTo(IntakeRejections.Empty()));
    }

    [Test]
    public async Task One_address_cannot_hold_all_places_by_several_accounts()
    {
        var limits = Limits with { Places = 8, PlacesOfOne = 3, PlacesOfAddress = 4 };
        using var receiver = new PictureReceiver(limits, time);
        var ends = new TaskCompletionSource<IntakeResult>();
        var held = Enumerable
            .Range(0, 16)
            .Select(i => ReceiveFromAsync($"account {i}", "2001:db8::/64", _ => ends.Task))
            .ToArray();

        // Addresses are told apart by a hash, so another one may share the first one's places, but hardly all three of these.
        var others = new[] { "198.51.100.1", "198.51.100.2", "203.0.113.9" }.Select(address =>
            ReceiveFromAsync($"account of {address}", address, Length)
        );

        Assert.That(Detail(await await Task.WhenAny(others)), Is.EqualTo("524288"));
        Assert.That(held.Count(h => h.IsCompleted), Is.Zero);
        ends.SetResult(IntakeRejections.Empty());
        Assert.That(await Task.WhenAll(held), Is.All.EqualTo(IntakeRejections.Empty()));

        Task<IntakeResult> ReceiveFromAsync(
            string account,
            string address,
            Func<PictureMemory, Task<IntakeResult>> take
        ) => receiver.ReceiveAsync(new MemoryStream(Large), new(account, address), take, CancellationToken.None);
    }

    [Test]
    public async Task Who_waits_for_a_place_too_long_is_told_to_come_again()
    {
        using var receiver = new PictureReceiver(Limits, time);
        var ends = new TaskCompletionSource<IntakeResult>();
        var held = Enumerable.Range(0, 2).Select(_ => ReceiveAsync(receiver, Large, _ => ends.Task)).ToArray();

        var third = ReceiveAsync(receiver, Large, Length);
        time.Advance(Limits.ReceiveTime);

        Assert.That(await third, Is.EqualTo(IntakeRejections.Busy()));
        Assert.That((IntakeRejections.Busy().Status, IntakeRejections.Busy().RetryAfter), Is.EqualTo((503, 10)));
        ends.SetResult(IntakeRejections.Empty());
        await Task.WhenAll(held);
    }

    [TestCase(1000)]
    [TestCase(400_000)]
    public async Task Bytes_that_stop_coming_are_waited_for_only_so_long_and_give_their_place_back(int sent)
    {
        using var receiver = new PictureReceiver(Limits with { Places = 1 }, time);

        var stalled = receiver.ReceiveAsync(new Stalling(sent), Sender, Length, CancellationToken.None);
        time.Advance(Limits.ReceiveTime);
        var next = await ReceiveAsync(receiver, Large, Length);

        Assert.That(((IntakeResult.Rejected)await stalled).Code, Is.EqualTo("upload-too-slow"));
        Assert.That(((IntakeResult.Rejected)await stalled).Status, Is.EqualTo(408));
        Assert.That(Detail(next), Is.EqualTo("524288"));
    }

    [Test]
    public void A_caller_who_leaves_is_no_refusal()
    {
        using var receiver = new PictureReceiver(Limits, time);
        using var leaving = new CancellationTokenSource();

        var stalled = receiver.ReceiveAsync(new Stalling(1000), Sender, Length, leaving.Token);
        leaving.Cancel();

        Assert.That(async () => await stalled, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(0, 100, "100")]
    [TestCase(1, 100, null)]
    [TestCase(0, 300_000, "300000")]
    [TestCase(1, 300_000, null)]
    [TestCase(0, 256 * 1024, "262144")]
    public async Task One_byte_above_the_limit_is_too_many(int above, int limit, string? taken)
    {
        using var receiver = new PictureReceiver(Limits with { MaxBytes = limit }, time);

        var result = (IntakeResult.Rejected)await ReceiveAsync(receiver, new byte[limit + above], Length);

        Assert.That(taken is null ? result.Code : result.Detail, Is.EqualTo(taken ?? "image-too-large"));
    }

    [Test]
    [Property("Promise", "P6")]
    public void A_used_array_holds_nothing_of_the_picture_before()
    {
        var memory = new PictureMemory(1000);
        memory.Append(Enumerable.Repeat((byte)7, 900).ToArray());
        var array = memory.Bytes;

        memory.Recycle();

        Assert.That(array.ToArray(), Is.All.Zero);
    }

    private static Task<IntakeResult> ReceiveAsync(
        PictureReceiver receiver,
        byte[] bytes,
        Func<PictureMemory, Task<IntakeResult>> take
    ) => receiver.ReceiveAsync(new MemoryStream(bytes), Sender, take, CancellationToken.None);

    private static Task<IntakeResult> Length(PictureMemory picture) =>
        Task.FromResult<IntakeResult>(new IntakeResult.Rejected("length", $"{picture.Bytes.Length}"));

    private static string Detail(IntakeResult result) => ((IntakeResult.Rejected)result).Detail;

    /// <summary>Sends some bytes and then neither more nor an end.</summary>
    private sealed class Stalling(int sent) : MemoryStream(new byte[sent])
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            var read = Read(buffer.Span);
            if (read == 0)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return read;
        }
    }
}
