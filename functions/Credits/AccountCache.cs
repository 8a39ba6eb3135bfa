namespace AiPromptGen.Credits;

/// <summary>
/// The accounts that this process read or wrote last; the least recently used one is dropped first. Another instance may have changed an
/// account since, so a cached one is only the first guess for a conditional write.
/// </summary>
internal sealed class AccountCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<LedgerAccount> _order = new();
    private readonly Dictionary<AccountId, LinkedListNode<LedgerAccount>> _nodes = [];

    public LedgerAccount? Find(AccountId id)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(id, out var node))
            {
                return null;
            }

            _order.Remove(node);
            _order.AddFirst(node);
            return node.Value;
        }
    }

    public void Put(LedgerAccount account)
    {
        lock (_gate)
        {
            Remove(account.Id);
            _nodes[account.Id] = _order.AddFirst(account);
            if (_nodes.Count > capacity)
            {
                Remove(_order.Last!.Value.Id);
            }
        }
    }

    /// <summary>Keeps what was read, unless another call changed the entry since the read began.</summary>
    public void PutRead(LedgerAccount account, LedgerAccount? before)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_nodes.GetValueOrDefault(account.Id)?.Value, before))
            {
                Put(account);
            }
        }
    }

    public void Drop(AccountId id)
    {
        lock (_gate)
        {
            Remove(id);
        }
    }

    private void Remove(AccountId id)
    {
        if (_nodes.Remove(id, out var node))
        {
            _order.Remove(node);
        }
    }
}
