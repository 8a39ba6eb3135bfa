using PaypalServerSdk.Standard.Exceptions;
using PaypalServerSdk.Standard.Http;
using PaypalServerSdk.Standard.Http.Response;
using PaypalServerSdk.Standard.Models;

namespace PaypalServerSdk.Standard.Controllers;

/// <summary>Its error answers are <see cref="SubscriptionErrorException"/>, not <see cref="ErrorException"/>.</summary>
public sealed class SubscriptionsController : BaseController
{
    private const string Subscriptions = "/v1/billing/subscriptions";

    internal SubscriptionsController(ApiCaller caller)
        : base(caller) { }

    public Task<ApiResponse<Subscription>> CreateSubscriptionAsync(
        CreateSubscriptionInput input,
        CancellationToken cancellationToken = default
    ) =>
        Caller.CallAsync<Subscription>(
            new(HttpMethod.Post, Subscriptions, Error)
            {
                Body = input.Body,
                Headers = [("PayPal-Request-Id", input.PaypalRequestId), ("Prefer", input.Prefer)],
            },
            cancellationToken
        );

    public Task<ApiResponse<Subscription>> GetSubscriptionAsync(
        GetSubscriptionInput input,
        CancellationToken cancellationToken = default
    ) => Caller.CallAsync<Subscription>(new(HttpMethod.Get, PathOf(input.Id), Error), cancellationToken);

    public Task CancelSubscriptionAsync(CancelSubscriptionInput input, CancellationToken cancellationToken = default) =>
        PostAsync<object>(input.Id, "cancel", input.Body, cancellationToken);

    public Task<ApiResponse<ModifySubscriptionResponse>> ReviseSubscriptionAsync(
        ReviseSubscriptionInput input,
        CancellationToken cancellationToken = default
    ) => PostAsync<ModifySubscriptionResponse>(input.Id, "revise", input.Body, cancellationToken);

    public Task<ApiResponse<TransactionsList>> ListSubscriptionTransactionsAsync(
        ListSubscriptionTransactionsInput input,
        CancellationToken cancellationToken = default
    )
    {
        var window = $"start_time={Segment(input.StartTime)}&end_time={Segment(input.EndTime)}";
        return Caller.CallAsync<TransactionsList>(
            new(HttpMethod.Get, $"{PathOf(input.Id)}/transactions?{window}", Error),
            cancellationToken
        );
    }

    private Task<ApiResponse<T>> PostAsync<T>(
        string? id,
        string verb,
        object? body,
        CancellationToken cancellationToken
    )
        where T : class =>
        Caller.CallAsync<T>(new(HttpMethod.Post, $"{PathOf(id)}/{verb}", Error) { Body = body }, cancellationToken);

    private static string PathOf(string? id) => $"{Subscriptions}/{Segment(id)}";

    private static SubscriptionErrorException Error(string reason, Http.Client.HttpContext answer) =>
        new(reason, answer);
}
