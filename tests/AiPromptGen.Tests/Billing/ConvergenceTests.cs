using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Billing;

/// <summary>
/// Events of a purchase or a plan come in every order, come twice, and the process dies at one write after the other; PayPal
/// is as far as the latest event delivered. The end is always one and the same.
/// </summary>
[TestFixture]
[Property("Promise", "P16"), Property("Promise", "P18")]
public sealed class ConvergenceTests
{
    private static readonly IReadOnlyList<Flow> Flows = Flow.All;

    [TestCaseSource(nameof(Flows))]
    public async Task Every_order_and_repetition_ends_alike_whenever_the_process_dies(object flow)
    {
        var (told, counts) = ((Flow)flow, new Counts());
        var ends = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (order, turn) in Permutations(told.Steps.Count).Select((order, turn) => (order, turn)))
        {
            // Short flows die at every write in every order; the orders of long ones take turns at it.
            var isShort = told.Steps.Count <= 4;
            if (isShort || turn < 100)
            {
                ends.Add(await RunAsync(told, order, counts, new WriteFaults()));
            }

            var writes = isShort ? Enumerable.Range(1, counts.MostWrites) : [1 + (turn / 2 % counts.MostWrites)];
            foreach (var write in writes)
            {
                var faults = new WriteFaults { DieAt = write, After = turn % 2 == 1 };
                ends.Add(await RunAsync(told, order, counts, faults));
            }
        }

        await TestContext.Out.WriteLineAsync(
            $"{told.Name, -42} {told.Steps.Count} events {counts.Runs, 6} runs {counts.Deliveries, 7} deliveries "
                + $"{counts.Deaths, 5} deaths at {counts.MostWrites, 2} writes, ends: {ends.Count}"
        );
        Assert.That(ends, Has.Count.EqualTo(1), string.Join("\n\n", ends.Take(3)));
        Assert.That(ends.Single(), Does.StartWith($"{told.Balance} owing 0"));
        Assert.That(counts.Deaths, Is.GreaterThan(counts.MostWrites));
    }

    private static async Task<string> RunAsync(Flow flow, int[] order, Counts counts, WriteFaults faults)
    {
        var (data, payPal) = (new ShopData(), new FakePayPal { CaptureBecomes = flow.CaptureBecomes });
        var shop = new Shop(data, payPal);
        var providerId = flow.IsOrder
            ? (await shop.OrderAsync("key")).ProviderId!
            : (await shop.SubscribeAsync("key")).ProviderId!;
        shop = new Shop(data, payPal, faults);
        var happened = 0;
        foreach (var step in Repeated(order, counts.Runs))
        {
            for (; happened <= step; happened++)
            {
                if (flow.Steps[happened].Ask is { } ask)
                {
                    shop = await SurvivedAsync(shop, s => ask(s, providerId[2..]));
                }

                flow.Steps[happened].Happen(payPal, providerId);
            }

            counts.Deliveries++;
            var delivered = flow.Steps[step].EventOf(providerId);
            shop = await SurvivedAsync(shop, s => DeliverAsync(s, delivered));
        }

        counts.Runs++;
        counts.MostWrites = Math.Max(counts.MostWrites, faults.Writes);
        return (await shop.EndAsync(CancellationToken.None)).Replace(providerId[2..], "ID", StringComparison.Ordinal);

        // Whoever asked asks again, the same.
        async Task<Shop> SurvivedAsync(Shop process, Func<Shop, Task> doing)
        {
            try
            {
                await doing(process);
                return process;
            }
            catch (ProcessDiedException)
            {
                counts.Deaths++;
                var next = new Shop(data, payPal);
                await doing(next);
                return next;
            }
        }
    }

    private static async Task DeliverAsync(Shop shop, WebhookEvent delivered)
    {
        var outcome = await shop.ApplyAsync(delivered);
        Assert.That(outcome.Status, Is.EqualTo(EventStatus.Applied), $"{delivered.Type}: {outcome.Reason}");
    }

    /// <summary>By turns: each twice in a row, all of them twice, the first again in the end.</summary>
    private static IEnumerable<int> Repeated(int[] order, int turn) =>
        (turn % 3) switch
        {
            0 => order.SelectMany(step => new[] { step, step }),
            1 => order.Concat(order),
            _ => order.Append(order[0]),
        };

    private static IEnumerable<int[]> Permutations(int count)
    {
        if (count == 0)
        {
            yield return [];
            yield break;
        }

        foreach (var shorter in Permutations(count - 1))
        {
            for (var place = 0; place < count; place++)
            {
                yield return [.. shorter[..place], count - 1, .. shorter[place..]];
            }
        }
    }

    private sealed class Counts
    {
        public int Runs { get; set; }
        public int Deliveries { get; set; }
        public int Deaths { get; set; }
        public int MostWrites { get; set; }
    }
}
