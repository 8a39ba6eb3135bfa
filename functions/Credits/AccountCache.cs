namespace AiPromptGen.Credits;

/// <summary>The states this process saw last, the least recently used dropped first. Only ever a first guess for a write.</summary>
internal sealed class AccountCache(int capacity)
{
    private readonly Lock gate = new();
    private readonly LinkedList<LedgerAccount> order = new();
    private readonly Dictionary<AccountId, LinkedListNode<LedgerAccount>> nodes = [];

    public LedgerAccount? Find(AccountId id)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue(id, out var node))
            {
                return null;
            }

            order.Remove(node);
            order.AddFirst(node);
            return node.Value;
        }
    }

    public void Put(LedgerAccount account)
    {
        lock (gate)
        {
            Remove(account.Id);
            nodes[account.Id] = order.AddFirst(account);
            if (nodes.Count > capacity)
            {
                Remove(order.Last!.Value.Id);
            }
        }
    }

    /// <summary>Puts what was read, unless somebody changed the entry since the read began.</summary>
    public void PutRead(LedgerAccount account, LedgerAccount? before)
    {
        lock (gate)
        {
            if (ReferenceEquals(nodes.GetValueOrDefault(account.Id)?.Value, before))
            {
                Put(account);
            }
        }
    }

    public void Drop(AccountId id)
    {
        lock (gate)
        {
            Remove(id);
        }
    }

    private void Remove(AccountId id)
    {
        if (nodes.Remove(id, out var node))
        {
            order.Remove(node);
        }
    }
}
