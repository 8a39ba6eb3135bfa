using AiPromptGen.Tests.Support.Storage;

namespace AiPromptGen.Tests.Billing;

/// <summary>
/// The events of a purchase come in every order and repeatedly, and the process dies at each of its writes in turn. What PayPal answers is
/// always its state after the latest step whose event was delivered. The end must be the same every time.
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
            // For flows of up to four steps, each order is run with a death at every write. In longer ones each order has one death.
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

    /// <summary>Loses every possible set of events, from one to all. The reconciliation dies at each of its writes in turn.</summary>
    [TestCaseSource(nameof(Flows))]
    public async Task Whichever_events_are_lost_one_reconciliation_ends_alike_though_it_dies(object flow)
    {
        var (told, counts) = ((Flow)flow, new Counts());
        int[] all = [.. Enumerable.Range(0, told.Steps.Count)];
        var ends = new HashSet<string>(StringComparer.Ordinal) { await RunAsync(told, all, counts, new WriteFaults()) };
        for (var lost = 1; lost < 1 << all.Length; lost++)
        {
            int[] delivered = [.. all.Where(step => (lost & (1 << step)) == 0)];
            var died = true;
            for (var write = 1; died; write++)
            {
                var trial = await Trial.StartAsync(told, new WriteFaults());
                foreach (var step in delivered)
                {
                    await trial.DeliverAsync(step);
                }

                await trial.HappenAsync(all[^1]);
                died = await trial.ReconcileAsync(new WriteFaults { DieAt = write, After = write % 2 == 0 });
                ends.Add(await trial.EndAsync());
                counts.Add(trial);
            }
        }

        await TestContext.Out.WriteLineAsync(
            $"{told.Name, -42} {(1 << all.Length) - 1, 4} sets of lost events {counts.Runs, 5} runs "
                + $"{counts.Deaths, 4} deaths, ends: {ends.Count}"
        );
        Assert.That(ends, Has.Count.EqualTo(1), string.Join("\n\n", ends.Take(3)));
        Assert.That(ends.Single(), Does.StartWith($"{told.Balance} owing 0"));
    }

    /// <summary>
    /// The answer to each write in turn is lost, although the write was made. Then the storage client gives up, or it repeats the write and
    /// gets a conflict with its own first one. Events come in PayPal's order, in the reverse one, and mixed.
    /// </summary>
    [Test]
    public async Task Whichever_answer_of_storage_is_lost_it_ends_alike(
        [ValueSource(nameof(Flows))] object flow,
        [Values] bool isSentAgain
    )
    {
        var (told, counts) = ((Flow)flow, new Counts());
        int[] all = [.. Enumerable.Range(0, told.Steps.Count)];
        int[][] orders = [all, [.. all.Reverse()], [.. all.OrderBy(step => step % 2)]];
        var ends = new HashSet<string>(StringComparer.Ordinal);
        foreach (var order in orders)
        {
            ends.Add(await RunAsync(told, order, counts, new WriteFaults()));
            for (var (write, most) = (1, counts.MostWrites); write <= most; write++)
            {
                var faults = new WriteFaults { LoseAt = write, IsSentAgain = isSentAgain };
                ends.Add(await RunAsync(told, order, counts, faults));
            }
        }

        await TestContext.Out.WriteLineAsync(
            $"{told.Name, -42} {counts.Runs, 5} runs {counts.MostWrites, 2} writes, ends: {ends.Count}"
        );
        Assert.That(ends, Has.Count.EqualTo(1), string.Join("\n\n", ends.Take(3)));
        Assert.That(ends.Single(), Does.StartWith($"{told.Balance} owing 0"));
    }

    /// <summary>
    /// The account is erased before each of the events in turn, by a process that dies at each of its writes. The remaining steps happen at
    /// PayPal all the same, with or without their events, and the reconciliation afterwards dies too. In the end nothing names the account,
    /// and no money is lost.
    /// </summary>
    [Test]
    public async Task Erased_in_mid_flow_it_ends_alike_and_names_nobody(
        [ValueSource(nameof(Flows))] object flow,
        [Values] bool told
    )
    {
        var (steps, counts) = (((Flow)flow).Steps.Count, new Counts());
        for (var before = 0; before <= steps; before++)
        {
            var ends = new HashSet<string>(StringComparer.Ordinal);
            var died = true;
            for (var write = 1; died; write++)
            {
                var trial = await Trial.StartAsync((Flow)flow, new WriteFaults());
                for (var step = 0; step < before; step++)
                {
                    await trial.DeliverAsync(step);
                }

                died = await trial.EraseAsync(new WriteFaults { DieAt = (write + 1) / 2, After = write % 2 == 0 });
                for (var step = before; step < steps; step++)
                {
                    await trial.GoOnAsync(step, told);
                }

                ends.Add(
                    await trial.ErasedEndAsync(new WriteFaults { DieAt = 1 + (write % 4), After = write % 3 == 0 })
                );
                counts.Add(trial);
            }

            Assert.That(
                ends,
                Has.Count.EqualTo(1),
                $"erased before step {before}:\n{string.Join("\n\n", ends.Take(3))}"
            );
        }

        await TestContext.Out.WriteLineAsync($"{flow, -42} {counts.Runs, 5} runs {counts.Deaths, 4} deaths");
        Assert.That(counts.Deaths, Is.GreaterThan(steps));
    }

    private static async Task<string> RunAsync(Flow flow, int[] order, Counts counts, WriteFaults faults)
    {
        var trial = await Trial.StartAsync(flow, faults);
        foreach (var step in Repeated(order, counts.Runs))
        {
            await trial.DeliverAsync(step);
        }

        counts.Add(trial);
        counts.MostWrites = Math.Max(counts.MostWrites, faults.Writes);
        return await trial.EndAsync();
    }

    /// <summary>Repeats events in one of three ways: each one twice in a row, the whole order twice, or the first one again at the end.</summary>
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
        public int Runs { get; private set; }
        public int Deliveries { get; private set; }
        public int Deaths { get; private set; }
        public int MostWrites { get; set; }

        public void Add(Trial trial)
        {
            Runs++;
            Deliveries += trial.Deliveries;
            Deaths += trial.Deaths;
        }
    }
}
