using System.Text.Json;
using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Audit;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Tests.Simulation;

/// <summary>One orchestration instance, as the engine keeps it.</summary>
internal sealed class SimInstance(string name, string id, string input, DateTimeOffset at)
{
    public string Name => name;

    public string Id => id;

    public string Input => input;

    public DateTimeOffset CreatedAt { get; } = at;

    public DateTimeOffset UpdatedAt { get; set; } = at;

    public OrchestrationRuntimeStatus Status { get; set; } = OrchestrationRuntimeStatus.Pending;

    public List<SimTurn> Turns { get; } = [];

    /// <summary>Events that came since the last turn whose history was written.</summary>
    public List<SimEvent> Inbox { get; } = [];

    /// <summary>The activities of the steps that are in the history, in their order; null for a timer.</summary>
    public List<string?> Known { get; } = [];

    public bool IsRunning => Status is OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Running;

    public bool HasTurn { get; set; }

    /// <summary>Whether the engine has lost it: nothing that happens to it has an effect any more.</summary>
    public bool IsLost { get; set; }

    /// <summary>Every text that the engine's tables and queues would hold for this instance: its id, its input, its events.</summary>
    public IEnumerable<string> Texts =>
        Turns.SelectMany(t => t.Events).Concat(Inbox).Select(e => $"{e.Output} {e.Error}").Prepend(input).Append(id);
}

/// <summary>
/// The durable engine, which does everything at least once. A turn's messages may be sent without its history being written. An activity
/// may run twice, in two processes at the same time. An activity of a process that died runs again in another one.
/// </summary>
internal sealed class SimHub(SimWorld world)
{
    private static readonly Dictionary<string, Func<TaskOrchestrationContext, string, Task>> Orchestrators = new(
        StringComparer.Ordinal
    )
    {
        [nameof(GenerationOrchestrator)] = (c, i) => GenerationOrchestrator.RunAsync(c, Of<GenerationStart>(i)),
        [nameof(AccountErasureOrchestrator)] = (c, i) => AccountErasureOrchestrator.RunAsync(c, Of<ErasureStart>(i)),
        [nameof(PaymentEventOrchestrator)] = (c, i) => PaymentEventOrchestrator.RunAsync(c, Of<PaymentEventStart>(i)),
    };

    private readonly List<(SimProcess Process, SimInstance Instance, SimAction Action)> doing = [];

    public SortedDictionary<string, SimInstance> Instances { get; } = new(StringComparer.Ordinal);

    public void Start(string name, string id, string input)
    {
        if (Instances.TryGetValue(id, out var there) && there.IsRunning)
        {
            throw new InvalidOperationException("It runs already.");
        }

        var instance = new SimInstance(name, id, input, world.Loop.Now);
        Instances[id] = instance;
        OfferTurn(instance);
    }

    /// <summary>The engine takes a process that stands still for dead, and gives the activities that it has begun to others.</summary>
    public void GiveToOthers(SimProcess still)
    {
        foreach (var (_, instance, action) in doing.Where(one => one.Process == still).ToList())
        {
            OfferActivity(instance, action);
        }
    }

    private void OfferTurn(SimInstance instance)
    {
        if (!instance.HasTurn)
        {
            instance.HasTurn = true;
            world.Loop.Add(null, $"turn of {instance.Name} {instance.Id}", () => Turn(instance));
        }
    }

    private void Turn(SimInstance instance)
    {
        instance.HasTurn = false;
        if (!instance.IsRunning || instance.IsLost || Instances.GetValueOrDefault(instance.Id) != instance)
        {
            return;
        }

        if (instance.Name == nameof(GenerationOrchestrator) && world.Faults.IsLost())
        {
            world.Loop.Trace?.Invoke($"{instance.Id} is lost");
            world.Book.Reached.Add(SimReach.Lost);
            instance.IsLost = true;
            return;
        }

        var turn = new SimTurn(world.Loop.Now, [.. instance.Inbox]);
        var context = new SimContext(instance);
        var task = context.Run(Orchestrators[instance.Name], instance.Turns.Append(turn));
        var wanted = context.Actions.Skip(instance.Known.Count).ToList();
        wanted.ForEach(action => Send(instance, action));
        if (world.Faults.IsUnsaved())
        {
            world.Loop.Trace?.Invoke($"the turn of {instance.Id} is not saved");
            OfferTurn(instance);
            return;
        }

        instance.Turns.Add(turn);
        instance.Inbox.RemoveRange(0, turn.Events.Count);
        instance.Known.AddRange(wanted.Select(action => action.Activity));
        instance.UpdatedAt = world.Loop.Now;
        instance.Status =
            !task.IsCompleted ? OrchestrationRuntimeStatus.Running
            : task.IsCompletedSuccessfully ? OrchestrationRuntimeStatus.Completed
            : OrchestrationRuntimeStatus.Failed;
        if (instance is { Name: nameof(GenerationOrchestrator), Status: OrchestrationRuntimeStatus.Completed })
        {
            world.Watch.Ended(Of<GenerationStart>(instance.Input));
        }

        if (instance is { Name: nameof(AccountErasureOrchestrator), Status: OrchestrationRuntimeStatus.Completed })
        {
            world.Book.Broken.AddRange(LeftBy(instance));
            var account = new AccountId(Of<ErasureStart>(instance.Input).AccountId);
            world.Book.Erasures.Add((account, world.Loop.Now));
        }
    }

    /// <summary>
    /// An erasure that says it is done has purged what the engine holds of the account's generations. Those that began after the
    /// erasure may be of a later account, which has the same id.
    /// </summary>
    private IEnumerable<string> LeftBy(SimInstance erasure)
    {
        var account = Of<ErasureStart>(erasure.Input).AccountId;
        return Instances
            .Values.Where(other => other.Name == nameof(GenerationOrchestrator) && other.CreatedAt < erasure.CreatedAt)
            .Where(other => other.Texts.Any(text => text.Contains(account, StringComparison.Ordinal)))
            .Select(other => $"erased: {account} stands in the history of {other.Id} when its erasure is done");
    }

    private void Send(SimInstance instance, SimAction action)
    {
        if (action.Activity is not null)
        {
            OfferActivity(instance, action);
            if (world.Faults.IsDoneTwice())
            {
                OfferActivity(instance, action);
            }

            return;
        }

        world.Loop.Add(new SimTimer(action.FireAt, null, () => Hear(instance, new SimEvent(action.Id, null, null))));
    }

    private void OfferActivity(SimInstance instance, SimAction action) =>
        world.Loop.Add(
            null,
            $"{action.Activity} of {instance.Id}",
            () =>
            {
                var process = world.AnyProcess();
                var run = new SimRun(instance.Id, action.Activity!, process)
                {
                    WasAnswered = world.IsAnswered(instance.Id),
                };
                // Generate calls models through a library that continues outside the loop's scheduler, so it must not be started in it.
                var isFree = action.Activity == nameof(Generate);
                var output = process.RunAsync(() => world.Activities[action.Activity!](run, action.Input!), isFree);
                var begun = (process, instance, action);
                doing.Add(begun);
                _ = world.Loop.Begin(() => FinishAsync(begun, output));
            }
        );

    private async Task FinishAsync(
        (SimProcess Process, SimInstance Instance, SimAction Action) begun,
        Task<object?> result
    )
    {
        var (_, instance, action) = begun;
        try
        {
            var output = await result;
            if (world.Faults.IsUnsaved())
            {
                world.Loop.Trace?.Invoke($"the result of {action.Activity} of {instance.Id} is not saved");
                OfferActivity(instance, action);
                return;
            }

            var text = output is null ? null : JsonSerializer.Serialize(output, output.GetType(), SimContext.Json);
            Hear(instance, new SimEvent(action.Id, text, null));
        }
        catch (ProcessDiedException)
        {
            OfferActivity(instance, action);
        }
        catch (Exception failed)
        {
            world.Loop.Trace?.Invoke($"{action.Activity} of {instance.Id} failed: {failed.Message}");
            Hear(instance, new SimEvent(action.Id, null, failed.Message));
        }
        finally
        {
            doing.Remove(begun);
        }
    }

    private void Hear(SimInstance instance, SimEvent one)
    {
        if (instance.IsRunning)
        {
            instance.Inbox.Add(one);
            OfferTurn(instance);
        }
    }

    private static T Of<T>(string input) => JsonSerializer.Deserialize<T>(input, SimContext.Json)!;
}
