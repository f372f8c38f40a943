package org.quorate.membership.ratis;

import java.util.EnumSet;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;

/**
 * Refuses what is meant for another voter. Ratis looks at the group alone: a daemon that still runs under its
 * old number would be filled and counted as the new voter that is awaited at its address, and when that one
 * comes with an empty log, what it was counted for would be gone.
 */
final class OwnMail implements GrpcServices.Customizer, ServerInterceptor {

    private final ByteString own;

    OwnMail(String peerId) {
        own = ByteString.copyFromUtf8(peerId);
    }

    @Override
    public NettyServerBuilder customize(NettyServerBuilder builder, EnumSet<GrpcServices.Type> types) {
        return builder.intercept(this);
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(ServerCall<A, B> call, Metadata headers,
            ServerCallHandler<A, B> next) {
        return new SimpleForwardingServerCallListener<A>(next.startCall(call, headers)) {

            private boolean refused;

            @Override
            public void onMessage(A message) {
                if (refused || isForAnother(message)) {
                    refuse();
                } else {
                    super.onMessage(message);
                }
            }

            private void refuse() {
                if (!refused) {
                    refused = true;
                    call.close(Status.FAILED_PRECONDITION.withDescription(
                            "another voter is at this address: " + own.toStringUtf8()), new Metadata());
                }
            }

            @Override
            public void onHalfClose() {
                if (!refused) {
                    super.onHalfClose();
                }
            }
        };
    }

    private boolean isForAnother(Object message) {
        return switch (message) {
            case AppendEntriesRequestProto request -> isForAnother(request.getServerRequest());
            case InstallSnapshotRequestProto request -> isForAnother(request.getServerRequest());
            case RequestVoteRequestProto request -> isForAnother(request.getServerRequest());
            default -> false;
        };
    }

    private boolean isForAnother(RaftRpcRequestProto request) {
        return !request.getReplyId().equals(own);
    }
}
