using DurableTask.Core;
using DurableTask.Core.Exceptions;

namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>Activities, which hosts take one by one.</summary>
internal sealed partial class MemoryHub
{
    public TaskActivityWorkItem? TakeActivity(MemoryHubService owner)
    {
        lock (gate)
        {
            if (!activities.TryDequeue(out var message))
            {
                return null;
            }

            var id = Guid.NewGuid().ToString("N");
            running.Add(id, (message, owner));
            return new TaskActivityWorkItem
            {
                Id = id,
                TaskMessage = message.Read(),
                LockedUntilUtc = DateTime.MaxValue,
            };
        }
    }

    /// <exception cref="SessionAbortedException">The activity was taken back from its host.</exception>
    public void Complete(TaskActivityWorkItem activity, TaskMessage response)
    {
        lock (gate)
        {
            if (!running.Remove(activity.Id, out var taken))
            {
                throw new SessionAbortedException();
            }

            if (!taken.Message.IsDone())
            {
                activities.Enqueue(taken.Message);
            }

            Send([response]);
        }
    }

    public void Abandon(TaskActivityWorkItem activity)
    {
        lock (gate)
        {
            if (running.Remove(activity.Id, out var taken))
            {
                activities.Enqueue(taken.Message);
                Tell();
            }
        }
    }
}
